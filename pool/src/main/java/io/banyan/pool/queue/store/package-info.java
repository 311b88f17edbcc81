/** Where the tasks of a durable queue are kept: a port, and a file of H2's MVStore behind it. */
@NullMarked
package io.banyan.pool.queue.store;

import org.jspecify.annotations.NullMarked;
