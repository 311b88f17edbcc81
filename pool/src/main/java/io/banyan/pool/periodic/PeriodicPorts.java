package io.banyan.pool.periodic;

import io.banyan.pool.periodic.schedule.Moment;
import io.banyan.runtime.event.EventSink;
import io.banyan.supervision.tree.TreePorts;
import java.time.Clock;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The outside world of something periodic.
 *
 * @param clock the clock on the wall
 * @param nanoTime a monotonic clock, in nanoseconds
 * @param random where jitter comes from
 * @param events told what happens
 */
public record PeriodicPorts(
    Clock clock, LongSupplier nanoTime, RandomGenerator random, EventSink events) {

  /** Those of the system; nobody is told anything. */
  public static PeriodicPorts ofSystem() {
    return new PeriodicPorts(Clock.systemUTC(), System::nanoTime, new Random(), event -> {});
  }

  /** Those of a tree. */
  static PeriodicPorts of(TreePorts tree) {
    return new PeriodicPorts(tree.clock(), tree.nanoTime(), tree.random(), tree.process().events());
  }

  Moment now() {
    return new Moment(nanoTime.getAsLong(), clock.instant());
  }
}
