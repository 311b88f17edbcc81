package io.banyan.supervision.config;

import io.banyan.runtime.limits.Limits;
import java.time.Duration;

/** Reads those of {@code limits} that the runtime keeps; all are optional. */
final class ProcessLimitsReader {

  private static final Duration SHORTEST = Duration.ofMillis(1);

  private ProcessLimitsReader() {}

  static Limits read(ObjectReader limits) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Limits(
        LaunchOptionsReader.optional(
            limits, "memory", Conversions.size(Limits.LEAST_MEMORY, "1MiB")),
        LaunchOptionsReader.optional(limits, "cpu-percent", Conversions.integer(1, 100 * cores)),
        LaunchOptionsReader.optional(limits, "timeout", Conversions.duration(SHORTEST)));
  }
}
