package io.banyan.pool.worker.machine;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * When a worker is replaced although nothing is wrong with it, after the task that it has.
 *
 * @param tasks after so many, at least 1
 * @param memoryBytes when it uses so much, at least 1; looked at once a second
 * @param after when it has been there for so long, more than 0
 */
public record Recycling(OptionalInt tasks, OptionalLong memoryBytes, Optional<Duration> after) {

  /** Never. */
  public static final Recycling NEVER =
      new Recycling(OptionalInt.empty(), OptionalLong.empty(), Optional.empty());

  public Recycling {
    if (tasks.orElse(1) < 1
        || memoryBytes.orElse(1) < 1
        || after.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
      throw new IllegalArgumentException(tasks + ", " + memoryBytes + ", " + after);
    }
  }

  /** After so many tasks. */
  public static Recycling afterTasks(int tasks) {
    return new Recycling(OptionalInt.of(tasks), OptionalLong.empty(), Optional.empty());
  }
}
