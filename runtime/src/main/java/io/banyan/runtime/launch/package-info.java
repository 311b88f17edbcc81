/**
 * What is different about a process before its program runs: user, group, umask, nice, limits of
 * the system. It is done by an exec prefix, small programs of the system that change themselves and
 * then execute the next, and is refused beforehand where it cannot work. Nothing here is used by a
 * process that asks for none of it.
 */
@NullMarked
package io.banyan.runtime.launch;

import org.jspecify.annotations.NullMarked;
