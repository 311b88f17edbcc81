package io.banyan.channels.exchange;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Wakes one exchange when its most impatient request has waited for long enough. One that is
 * answered does not call its alarm off: so there is about one alarm in the time that an answer may
 * take, however many requests there are. Safe from any thread.
 */
final class Alarm {

  private static final long NEVER = Long.MAX_VALUE;

  private final ExchangePorts ports;
  private final Runnable onAlarm;
  private final AtomicLong next = new AtomicLong(NEVER);

  Alarm(ExchangePorts ports, Runnable onAlarm) {
    this.ports = ports;
    this.onAlarm = onAlarm;
  }

  /** Wakes at this time on the clock of the ports, if nothing wakes earlier. */
  void at(long deadline) {
    long known = next.get();
    while (known == NEVER || deadline - known < 0) {
      if (next.compareAndSet(known, deadline)) {
        Duration delay = Duration.ofNanos(Math.max(0, deadline - ports.nanoTime().getAsLong()));
        ports.timer().after(delay, () -> ring(deadline));
        return;
      }
      known = next.get();
    }
  }

  /** An alarm that was overtaken by an earlier one has nothing to say. */
  private void ring(long deadline) {
    if (next.compareAndSet(deadline, NEVER)) {
      onAlarm.run();
    }
  }
}
