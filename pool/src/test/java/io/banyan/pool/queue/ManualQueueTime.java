package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes when a test says so. */
final class ManualQueueTime implements QueueTime {

  private final List<Due> alarms = new ArrayList<>();
  private Moment now = new Moment(Instant.parse("2026-01-01T00:00:00Z"), 0);

  private record Due(long nanos, Runnable task) {}

  @Override
  public synchronized Moment now() {
    return now;
  }

  @Override
  public Alarm after(Duration delay, Runnable task) {
    Due due = new Due(now().plus(delay).nanos(), task);
    synchronized (this) {
      alarms.add(due);
    }
    return () -> {
      synchronized (this) {
        alarms.remove(due);
      }
    };
  }

  void pass(Duration time) {
    List<Due> due;
    synchronized (this) {
      now = now.plus(time);
      due =
          alarms.stream()
              .filter(alarm -> alarm.nanos() <= now.nanos())
              .sorted(Comparator.comparingLong(Due::nanos))
              .toList();
      alarms.removeAll(due);
    }
    due.forEach(alarm -> alarm.task().run());
  }
}
