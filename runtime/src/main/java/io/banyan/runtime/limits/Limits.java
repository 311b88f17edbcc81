package io.banyan.runtime.limits;

import java.time.Duration;
import java.util.Optional;

/**
 * How much one process may take together with its group and descendants.
 *
 * @param memoryBytes more than that ends it; at least {@link #LEAST_MEMORY}
 * @param cpuPercent of one core, so 200 is two cores; more than that is throttled, never ended; at
 *     least 1
 * @param timeout after this time on the wall clock it is stopped; longer than 0
 */
public record Limits(
    Optional<Long> memoryBytes, Optional<Integer> cpuPercent, Optional<Duration> timeout) {

  /** No limit at all. */
  public static final Limits NONE =
      new Limits(Optional.empty(), Optional.empty(), Optional.empty());

  /** Less than this no program could even be started in. */
  public static final long LEAST_MEMORY = 1024 * 1024;

  public Limits {
    if (memoryBytes.filter(bytes -> bytes < LEAST_MEMORY).isPresent()) {
      throw new IllegalArgumentException("memory must be at least 1 MiB, not " + memoryBytes.get());
    }
    if (cpuPercent.filter(percent -> percent < 1).isPresent()) {
      throw new IllegalArgumentException("cpu-percent must be at least 1, not " + cpuPercent.get());
    }
    if (timeout.filter(time -> time.isNegative() || time.isZero()).isPresent()) {
      throw new IllegalArgumentException("timeout must be longer than 0, not " + timeout.get());
    }
  }

  boolean areNone() {
    return memoryBytes.isEmpty() && cpuPercent.isEmpty() && timeout.isEmpty();
  }

  public Limits withMemory(long bytes) {
    return new Limits(Optional.of(bytes), cpuPercent, timeout);
  }

  public Limits withCpuPercent(int percent) {
    return new Limits(memoryBytes, Optional.of(percent), timeout);
  }

  public Limits withTimeout(Duration time) {
    return new Limits(memoryBytes, cpuPercent, Optional.of(time));
  }
}
