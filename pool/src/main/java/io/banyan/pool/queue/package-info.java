/**
 * Task queues: what is to be done is pushed, consumers take it, and nothing is gone before a
 * consumer said that it is done. In memory, or in a file that survives any death of the runtime.
 */
@NullMarked
package io.banyan.pool.queue;

import org.jspecify.annotations.NullMarked;
