package io.banyan.pool.queue.declared;

import io.banyan.pool.queue.WhenFull;
import io.banyan.supervision.config.AddedChildren;
import io.banyan.supervision.config.ObjectReader;
import io.banyan.supervision.config.Section;
import java.time.Duration;

/** Checks {@code banyan.queues}. Comes behind the pools, which it names. */
public final class QueueSection implements Section {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final int MOST_ATTEMPTS = 1_000;
  private static final double STEEPEST = 100;
  private static final long MOST_TASK_BYTES = 16 << 20;

  @Override
  public String name() {
    return "queues";
  }

  @Override
  public void read(ObjectReader reader, AddedChildren children) {
    check(children.defaults("queue"), children);
    for (String name : children.names(reader)) {
      check(reader.object(name).withDefaults(children.defaults("queue")), children);
    }
  }

  private static void check(ObjectReader queue, AddedChildren children) {
    queue.bool("durable");
    queue.bool("fsync");
    queue.integer("capacity", 1);
    queue.choice("when-full", WhenFull.all(), WhenFull::text);
    if (queue.bytes("task-bytes", 1, "1B") > MOST_TASK_BYTES) {
      queue.mistake("task-bytes", "must be at most 16MiB");
    }
    queue.integer("attempts", 1, MOST_ATTEMPTS);
    backoff(queue.object("backoff"));
    queue.duration("lease", SHORTEST);
    queue.object("dead-letters").integer("keep", 0);
    String pool = queue.string("pool");
    if (!pool.isEmpty() && !children.contains(pool)) {
      queue.mistake("pool", "there is no pool " + pool + " in banyan.pools");
    }
  }

  private static void backoff(ObjectReader backoff) {
    Duration initial = backoff.duration("initial", SHORTEST);
    Duration max = backoff.duration("max", SHORTEST);
    backoff.decimal("factor", 1, STEEPEST);
    backoff.decimal("jitter", 0, 1);
    if (max.compareTo(initial) < 0) {
      backoff.mistake("max", "is shorter than initial");
    }
  }
}
