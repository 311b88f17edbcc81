package io.banyan.pool.worker;

import com.typesafe.config.Config;
import io.banyan.pool.worker.machine.PoolRules;
import io.banyan.pool.worker.machine.PoolSize;
import io.banyan.pool.worker.machine.Recycling;
import io.banyan.pool.worker.machine.RetryOn;
import io.banyan.pool.worker.machine.TaskRules;
import io.banyan.pool.worker.machine.WhenCancelled;
import io.banyan.pool.worker.machine.WhenFull;
import io.banyan.supervision.spec.Backoff;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code banyan.defaults.pool} says, for pools that are made in a program. */
final class PoolDefaults {

  private PoolDefaults() {}

  static PoolRules from(Config config) {
    Config pool = config.getConfig("banyan.defaults.pool");
    return new PoolRules(
        PoolSize.fixed(1),
        pool.getInt("queue.size"),
        choice(WhenFull.values(), pool.getString("queue.when-full"), WhenFull::text),
        tasks(pool),
        recycling(pool.getConfig("recycle")),
        pool.getDuration("idle"),
        pool.getDuration("drain"),
        new PoolRules.Trouble(backoff(pool.getConfig("backoff")), pool.getInt("broken-after")));
  }

  private static TaskRules tasks(Config pool) {
    return new TaskRules(
        given(pool.getDuration("task-timeout")),
        pool.getInt("attempts"),
        pool.getStringList("retry-on").stream()
            .map(text -> choice(RetryOn.values(), text, RetryOn::text))
            .collect(Collectors.toSet()),
        choice(WhenCancelled.values(), pool.getString("when-cancelled"), WhenCancelled::text));
  }

  private static Recycling recycling(Config recycle) {
    int tasks = recycle.getInt("tasks");
    long memory = recycle.getBytes("memory");
    return new Recycling(
        tasks == 0 ? OptionalInt.empty() : OptionalInt.of(tasks),
        memory == 0 ? OptionalLong.empty() : OptionalLong.of(memory),
        given(recycle.getDuration("after")));
  }

  private static Backoff backoff(Config backoff) {
    return new Backoff(
        backoff.getDuration("initial"),
        backoff.getDuration("max"),
        backoff.getDouble("factor"),
        backoff.getDouble("jitter"),
        backoff.getDuration("reset-after"));
  }

  static Optional<Duration> given(Duration orZero) {
    return Optional.of(orZero).filter(time -> !time.isZero());
  }

  private static <E> E choice(E[] values, String wanted, Function<E, String> text) {
    return Arrays.stream(values)
        .filter(value -> text.apply(value).equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("banyan.defaults.pool: " + wanted));
  }
}
