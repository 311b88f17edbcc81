/**
 * The launch engine: the port through which operating-system processes are started, signalled, read
 * and awaited. Everything here states facts of the operating system and decides nothing; what a
 * fact means (a crash, a stop, a restart) is decided by the rooms above. Adapters live in
 * sub-packages and are reached only through {@link io.banyan.runtime.engine.ProcessEngine}.
 */
@NullMarked
package io.banyan.runtime.engine;

import org.jspecify.annotations.NullMarked;
