package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.Moment;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one alarm of a queue, set to the earliest time that matters. Used under its lock. */
final class Wake {

  private final QueueTime time;
  private final Runnable work;
  private QueueTime.@Nullable Alarm alarm;
  private long due;

  Wake(QueueTime time, Runnable work) {
    this.time = time;
    this.work = work;
  }

  /** At the latest then; one that is too early does no harm. */
  void set(Moment now, Optional<Duration> delay) {
    if (delay.isEmpty()) {
      return;
    }
    long wanted = now.plus(delay.get()).nanos();
    if (alarm == null || wanted - due < 0) {
      cancel();
      due = wanted;
      alarm = time.after(delay.get(), work);
    }
  }

  /** It has gone off. */
  void clear() {
    alarm = null;
  }

  void cancel() {
    if (alarm != null) {
      alarm.cancel();
      alarm = null;
    }
  }
}
