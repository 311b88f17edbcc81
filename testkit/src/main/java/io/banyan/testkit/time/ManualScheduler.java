package io.banyan.testkit.time;

import com.typesafe.config.Config;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.event.LoggingAdapter;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/**
 * The scheduler of an actor system whose time is a {@link ManualTime}. Made by Pekko, by the name
 * in {@code pekko.scheduler.implementation}; not for programs.
 */
public final class ManualScheduler extends AbstractScheduler {

  private final Agenda agenda = new Agenda();

  /** What Pekko calls. */
  public ManualScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {}

  Agenda agenda() {
    return agenda;
  }

  @Override
  public Cancellable scheduleOnce(
      FiniteDuration delay, Runnable runnable, ExecutionContext executor) {
    Timer timer = new Timer();
    timer.enter(delay.toNanos(), runnable, executor::execute);
    return timer;
  }

  @Override
  public Cancellable schedule(
      FiniteDuration initialDelay,
      FiniteDuration interval,
      Runnable runnable,
      ExecutionContext executor) {
    Timer timer = new Timer();
    timer.repeat(initialDelay.toNanos(), interval.toNanos(), runnable, executor::execute);
    return timer;
  }

  @Override
  public double maxFrequency() {
    return 1_000_000;
  }

  /** Whether it has been cancelled, and where it stands now. */
  private final class Timer implements Cancellable {
    private final AtomicReference<Agenda.@Nullable Entry> entry = new AtomicReference<>();
    private volatile boolean cancelled;

    void enter(long delayNanos, Runnable task, Executor executor) {
      if (!cancelled) {
        entry.set(agenda.add(delayNanos, task, executor));
      }
    }

    void repeat(long delayNanos, long intervalNanos, Runnable task, Executor executor) {
      enter(
          delayNanos,
          () -> {
            repeat(intervalNanos, intervalNanos, task, executor);
            task.run();
          },
          executor);
    }

    @Override
    public boolean cancel() {
      cancelled = true;
      Agenda.Entry now = entry.get();
      return now != null && agenda.remove(now);
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }
}
