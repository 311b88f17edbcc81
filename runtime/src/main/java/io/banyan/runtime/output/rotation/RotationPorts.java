package io.banyan.runtime.output.rotation;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What is around a log file.
 *
 * @param clock for the age of files
 * @param nanoTime a monotonic clock, in nanoseconds
 * @param compressor of the runtime
 * @param trouble told what could not be done beside writing
 */
public record RotationPorts(
    Clock clock, LongSupplier nanoTime, Compressor compressor, RotationTrouble trouble) {}
