/** The standard streams of child processes as channels, and as sources and sinks of streams. */
@NullMarked
package io.banyan.channels.process;

import org.jspecify.annotations.NullMarked;
