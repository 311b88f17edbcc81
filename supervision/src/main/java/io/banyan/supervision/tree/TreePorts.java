package io.banyan.supervision.tree;

import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.event.Recollection;
import io.banyan.runtime.process.ProcessPorts;
import java.time.Clock;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The outside world of a tree.
 *
 * @param process engine, events and outputs of its processes
 * @param nanoTime a monotonic clock, in nanoseconds
 * @param random what jitter is taken from; safe from any thread
 * @param recollection what earlier runtimes knew of the tree
 * @param clock the clock on the wall, for what is due at its times
 */
public record TreePorts(
    ProcessPorts process,
    LongSupplier nanoTime,
    RandomGenerator random,
    Recollection recollection,
    Clock clock) {

  /** With the clock of the system. */
  public TreePorts(
      ProcessPorts process,
      LongSupplier nanoTime,
      RandomGenerator random,
      Recollection recollection) {
    this(process, nanoTime, random, recollection, Clock.systemUTC());
  }

  /** With nobody before. */
  public TreePorts(ProcessPorts process, LongSupplier nanoTime, RandomGenerator random) {
    this(process, nanoTime, random, Recollection.none());
  }

  /** With chance that nobody knows beforehand. */
  public TreePorts(ProcessPorts process, LongSupplier nanoTime) {
    this(process, nanoTime, new Random());
  }

  /** The same, after those who knew this. */
  public TreePorts recalling(Recollection past) {
    return new TreePorts(process, nanoTime, random, past, clock);
  }

  /** The same, where the wall has this clock. */
  public TreePorts withClock(Clock other) {
    return new TreePorts(process, nanoTime, random, recollection, other);
  }

  /** The same, but facts go there. */
  TreePorts withEvents(EventSink events) {
    return new TreePorts(process.withEvents(events), nanoTime, random, recollection, clock);
  }
}
