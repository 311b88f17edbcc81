/** Channels as sources and sinks of Pekko Streams. */
@NullMarked
package io.banyan.channels.stream;

import org.jspecify.annotations.NullMarked;
