/**
 * Looking at processes: what one is and has, what many of ours use, who listens on a port, who
 * descends from whom. Ports, with an adapter for Linux that reads {@code /proc} and one for other
 * systems. Nothing here knows actors, and nothing but {@link io.banyan.runtime.inspect} decides
 * what is shown of a process.
 */
@NullMarked
package io.banyan.runtime.inspect;

import org.jspecify.annotations.NullMarked;
