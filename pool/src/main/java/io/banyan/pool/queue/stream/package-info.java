/** Queues as sources of Pekko Streams. */
@NullMarked
package io.banyan.pool.queue.stream;

import org.jspecify.annotations.NullMarked;
