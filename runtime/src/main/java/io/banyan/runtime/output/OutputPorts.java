package io.banyan.runtime.output;

import io.banyan.runtime.event.EventSink;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * The outside world of what processes write.
 *
 * @param clock tells the time of each line
 * @param nanoTime a monotonic clock, in nanoseconds
 * @param logs where log files are kept
 * @param events told what was lost
 */
public record OutputPorts(Clock clock, LongSupplier nanoTime, LogStorage logs, EventSink events) {}
