/**
 * What a worker pool decides: which worker gets which task, how many workers there are, when one is
 * ended, what becomes of a task that was lost. Pure: events and the time in, decisions out.
 */
@NullMarked
package io.banyan.pool.worker.machine;

import org.jspecify.annotations.NullMarked;
