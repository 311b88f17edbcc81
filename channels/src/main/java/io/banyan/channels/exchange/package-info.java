/**
 * Requests and answers over the standard input and output of a process: which answer belongs to
 * which request, how many may be under way, and what becomes of them when the process ends.
 */
@NullMarked
package io.banyan.channels.exchange;

import org.jspecify.annotations.NullMarked;
