/**
 * The runtime over HTTP: one small server on loopback. {@link io.banyan.control.http.ControlServer}
 * is the door, {@code Gate} decides who may come in, {@code Routes} which room a request wants.
 */
@NullMarked
package io.banyan.control.http;

import org.jspecify.annotations.NullMarked;
