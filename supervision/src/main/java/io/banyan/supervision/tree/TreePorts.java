package io.banyan.supervision.tree;

import io.banyan.runtime.process.ProcessPorts;
import java.util.function.LongSupplier;

/**
 * The outside world of a tree.
 *
 * @param process engine, events and outputs of its processes
 * @param nanoTime a monotonic clock, in nanoseconds
 */
public record TreePorts(ProcessPorts process, LongSupplier nanoTime) {}
