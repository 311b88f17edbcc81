package io.banyan.pool.queue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.banyan.pool.queue.machine.QueueRules;
import io.banyan.supervision.spec.Backoff;
import java.time.Duration;

/**
 * The settings of one queue; their defaults are in {@code banyan.defaults.queue} of the {@code
 * reference.conf}.
 *
 * @param rules capacity, attempts, backoff, lease, dead letters
 * @param whenFull what happens to a push when there is no place
 * @param taskBytes how large a value may be, as its codec writes it; at least 1
 * @param fsync whether a durable queue survives a power cut, too: each change then waits for the
 *     disk. Without it, it survives any death of the runtime.
 */
public record QueueSettings(QueueRules rules, WhenFull whenFull, int taskBytes, boolean fsync) {

  public QueueSettings {
    if (taskBytes < 1) {
      throw new IllegalArgumentException("taskBytes: " + taskBytes);
    }
  }

  /** Those of the {@code reference.conf}. */
  public static QueueSettings defaults() {
    return from(
        ConfigFactory.defaultReference(QueueSettings.class.getClassLoader())
            .getConfig("banyan.defaults.queue"));
  }

  /**
   * Reads them.
   *
   * @param queue all keys of {@code banyan.defaults.queue}
   */
  public static QueueSettings from(Config queue) {
    Config backoff = queue.getConfig("backoff");
    QueueRules rules =
        new QueueRules(
            queue.getInt("capacity"),
            queue.getInt("attempts"),
            new Backoff(
                backoff.getDuration("initial"),
                backoff.getDuration("max"),
                backoff.getDouble("factor"),
                backoff.getDouble("jitter"),
                Duration.ofDays(1)),
            queue.getDuration("lease"),
            queue.getInt("dead-letters.keep"));
    return new QueueSettings(
        rules,
        WhenFull.REFUSE.text().equals(queue.getString("when-full"))
            ? WhenFull.REFUSE
            : WhenFull.WAIT,
        (int) (long) queue.getBytes("task-bytes"),
        queue.getBoolean("fsync"));
  }

  public QueueSettings withRules(QueueRules value) {
    return new QueueSettings(value, whenFull, taskBytes, fsync);
  }

  public QueueSettings withWhenFull(WhenFull value) {
    return new QueueSettings(rules, value, taskBytes, fsync);
  }
}
