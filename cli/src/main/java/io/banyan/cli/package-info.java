/**
 * The {@code banyan} command. {@link io.banyan.cli.Banyan} is its main class; what each command
 * does is in {@code command}, how it reaches a runtime in {@code client}, how a runtime is run in
 * {@code up}. Only {@code up} loads an actor system.
 */
@NullMarked
package io.banyan.cli;

import org.jspecify.annotations.NullMarked;
