/** The queues of a declaration, and how their tasks get to pools. */
@NullMarked
package io.banyan.pool.queue.declared;

import org.jspecify.annotations.NullMarked;
