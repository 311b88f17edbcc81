package io.banyan.channels.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time passes when the test says so. */
final class ManualClock implements ExchangePorts.Timer {

  private final List<Task> tasks = new ArrayList<>();
  private long now;

  private record Task(long due, Runnable what) {}

  long nanos() {
    return now;
  }

  int alarms() {
    return tasks.size();
  }

  @Override
  public Runnable after(Duration delay, Runnable task) {
    Task added = new Task(now + delay.toNanos(), task);
    tasks.add(added);
    return () -> tasks.remove(added);
  }

  void passes(Duration time) {
    now += time.toNanos();
    List<Task> due = tasks.stream().filter(task -> task.due() <= now).toList();
    tasks.removeAll(due);
    due.forEach(task -> task.what().run());
  }
}
