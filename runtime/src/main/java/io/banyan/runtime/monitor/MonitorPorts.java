package io.banyan.runtime.monitor;

import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.inspect.ProcessSampler;
import io.banyan.runtime.process.ProcessPorts;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * The outside world of the monitor.
 *
 * @param facts which processes there are; where it tells what they use
 * @param processes where programs of alerts run
 * @param sampler looks at processes; the monitor closes it
 * @param nanoTime a monotonic clock, in nanoseconds
 * @param folder where programs of alerts run, absolute
 * @param deeds what alerts have done
 */
public record MonitorPorts(
    EventHub facts,
    ProcessPorts processes,
    ProcessSampler sampler,
    LongSupplier nanoTime,
    Path folder,
    AlertDeeds deeds) {}
