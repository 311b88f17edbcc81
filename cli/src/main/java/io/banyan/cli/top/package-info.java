/**
 * The processes of a runtime on a screen that follows them. {@link io.banyan.cli.top.Steering} and
 * what it knows are pure; {@link io.banyan.cli.top.TopScreen} alone knows a terminal.
 */
@NullMarked
package io.banyan.cli.top;

import org.jspecify.annotations.NullMarked;
