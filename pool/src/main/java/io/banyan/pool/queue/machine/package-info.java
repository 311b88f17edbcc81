/**
 * What a task queue decides: which task is next, who has it, what comes of it. Takes calls and
 * time, answers with steps that are to be kept, and knows no threads, files or clocks.
 */
@NullMarked
package io.banyan.pool.queue.machine;

import org.jspecify.annotations.NullMarked;
