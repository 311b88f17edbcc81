package io.banyan.pool.worker;

import io.banyan.pool.worker.machine.PoolRules;
import io.banyan.pool.worker.machine.PoolSize;
import io.banyan.pool.worker.machine.Recycling;
import io.banyan.pool.worker.machine.RetryOn;
import io.banyan.pool.worker.machine.TaskRules;
import io.banyan.pool.worker.machine.WhenCancelled;
import io.banyan.pool.worker.machine.WhenFull;
import io.banyan.supervision.config.ObjectReader;
import io.banyan.supervision.spec.Backoff;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads how a pool decides. */
final class PoolReader {

  /** Each of them is a place with an id of its own. */
  static final int MOST_WORKERS = 1000;

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final double STEEPEST = 100;

  private PoolReader() {}

  static PoolRules rules(ObjectReader pool) {
    ObjectReader queue = pool.object("queue");
    return new PoolRules(
        size(pool),
        queue.integer("size", 1),
        queue.choice("when-full", List.of(WhenFull.values()), WhenFull::text),
        tasks(pool),
        recycling(pool.object("recycle")),
        pool.duration("idle", Duration.ZERO),
        pool.duration("drain", Duration.ZERO),
        new PoolRules.Trouble(backoff(pool.object("backoff")), pool.integer("broken-after", 1)));
  }

  static WireProtocol protocol(ObjectReader pool) {
    return pool.choice("protocol", List.of(WireProtocol.values()), WireProtocol::text);
  }

  private static PoolSize size(ObjectReader pool) {
    if (!pool.isObject("workers")) {
      return PoolSize.fixed(pool.integer("workers", 1, MOST_WORKERS));
    }
    ObjectReader workers = pool.object("workers");
    int min = workers.integer("min", 0, MOST_WORKERS);
    int max = workers.integer("max", 1, MOST_WORKERS);
    if (max < min) {
      workers.mistake("max", "is less than min");
      return PoolSize.fixed(1);
    }
    return new PoolSize(min, max);
  }

  private static TaskRules tasks(ObjectReader pool) {
    return new TaskRules(
        PoolDefaults.given(pool.duration("task-timeout", Duration.ZERO)),
        pool.integer("attempts", 1),
        retryOn(pool),
        pool.choice("when-cancelled", List.of(WhenCancelled.values()), WhenCancelled::text));
  }

  private static Set<RetryOn> retryOn(ObjectReader pool) {
    Set<RetryOn> ways = EnumSet.noneOf(RetryOn.class);
    for (String text : pool.strings("retry-on")) {
      Arrays.stream(RetryOn.values())
          .filter(way -> way.text().equals(text))
          .findFirst()
          .ifPresentOrElse(
              ways::add,
              () ->
                  pool.mistake(
                      "retry-on", "must be of crash, timeout, failure, not \"" + text + "\""));
    }
    return ways;
  }

  private static Recycling recycling(ObjectReader recycle) {
    int tasks = recycle.integer("tasks", 0);
    long memory = recycle.bytes("memory", 0, "0B");
    return new Recycling(
        tasks == 0 ? OptionalInt.empty() : OptionalInt.of(tasks),
        memory == 0 ? OptionalLong.empty() : OptionalLong.of(memory),
        PoolDefaults.given(recycle.duration("after", Duration.ZERO)));
  }

  private static Backoff backoff(ObjectReader backoff) {
    Duration initial = backoff.duration("initial", SHORTEST);
    Duration max = backoff.duration("max", SHORTEST);
    double factor = backoff.decimal("factor", 1, STEEPEST);
    double jitter = backoff.decimal("jitter", 0, 1);
    Duration resetAfter = backoff.duration("reset-after", SHORTEST);
    if (max.compareTo(initial) < 0) {
      backoff.mistake("max", "is shorter than initial");
      return Backoff.NONE;
    }
    return new Backoff(initial, max, factor, jitter, resetAfter);
  }
}
