package io.banyan.channels.exchange;

import java.time.Duration;

/**
 * Wakes one exchange when its most impatient request has waited for long enough. One that is
 * answered does not call its alarm off: so there is about one alarm in the time that an answer may
 * take, however many requests there are. Safe from any thread.
 */
final class Alarm {

  private final ExchangePorts ports;
  private final Runnable onAlarm;
  // Guarded by this.
  private boolean set;
  private long next;
  private Runnable callOff = Alarm::nothing;
  private boolean closed;

  Alarm(ExchangePorts ports, Runnable onAlarm) {
    this.ports = ports;
    this.onAlarm = onAlarm;
  }

  /** Wakes at this time on the clock of the ports, if nothing wakes earlier. */
  synchronized void at(long deadline) {
    if (closed || (set && deadline - next >= 0)) {
      return;
    }
    callOff.run();
    set = true;
    next = deadline;
    Duration delay = Duration.ofNanos(Math.max(0, deadline - ports.nanoTime().getAsLong()));
    callOff = ports.timer().after(delay, () -> ring(deadline));
  }

  /** Nobody has to be woken any more. */
  synchronized void close() {
    closed = true;
    callOff.run();
  }

  private static void nothing() {}

  private void ring(long deadline) {
    synchronized (this) {
      if (closed || !set || next != deadline) {
        // Overtaken by an earlier one, and called off too late.
        return;
      }
      set = false;
      callOff = Alarm::nothing;
    }
    onAlarm.run();
  }
}
