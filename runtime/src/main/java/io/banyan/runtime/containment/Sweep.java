package io.banyan.runtime.containment;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The decisions of one sweep: ask those found, wait, kill, look again. It is over when a whole pass
 * finds nobody, so that what forks while it is being ended is met again. Times are of a monotonic
 * clock, in nanoseconds. Used by one thread at a time.
 */
final class Sweep {

  /** A signal for one process. */
  record Order(ProcessIdentity process, Signal signal) {}

  /** When what. */
  record Times(long begin, long kill, long giveUp) {

    /** Whatever is earlier. */
    Times earlier(Times other) {
      return new Times(
          Math.min(begin, other.begin), Math.min(kill, other.kill), Math.min(giveUp, other.giveUp));
    }
  }

  /** How long killed processes may take to be gone before a pass looks for new ones. */
  static final long KILL_INTERVAL_NANOS = 50_000_000;

  private final Signal signal;
  private final Set<ProcessIdentity> asked = new HashSet<>();
  private List<ProcessIdentity> found = List.of();
  private Times times;
  private boolean looked;
  private boolean over;
  private long lastKill;
  private boolean killing;

  Sweep(Signal signal, Times times) {
    this.signal = signal;
    this.times = times;
  }

  /** From now on it has no more time than this. */
  void hurry(Times other) {
    times = times.earlier(other);
  }

  Times times() {
    return times;
  }

  /** Whether somebody has been looked for. */
  boolean hasBegun() {
    return looked;
  }

  /** Whether it is time for a pass. */
  boolean wantsPass(long now, Predicate<ProcessIdentity> alive) {
    if (!looked) {
      return now - times.begin() >= 0;
    }
    boolean kill =
        killing
            ? now - lastKill >= KILL_INTERVAL_NANOS || now - times.giveUp() >= 0
            : now - times.kill() >= 0;
    return kill || found.stream().noneMatch(alive);
  }

  /** What is to be done about those whom a pass has found. */
  List<Order> decide(List<Carrier> carriers, long now) {
    looked = true;
    found = carriers.stream().map(Carrier::identity).toList();
    over = found.isEmpty() || (killing && now - times.giveUp() >= 0);
    if (over) {
      return List.of();
    }
    if (now - times.kill() >= 0) {
      killing = true;
      lastKill = now;
      return found.stream().map(process -> new Order(process, Signal.KILL)).toList();
    }
    return ask(carriers);
  }

  private List<Order> ask(List<Carrier> carriers) {
    List<Order> orders = new ArrayList<>();
    for (Carrier carrier : carriers) {
      if (asked.add(carrier.identity())) {
        orders.add(new Order(carrier.identity(), signal));
        if (carrier.suspended()) {
          orders.add(new Order(carrier.identity(), Signal.CONT));
        }
      }
    }
    return orders;
  }

  boolean isOver() {
    return over;
  }

  /** Who is left; after the end, those who could not be ended. */
  List<ProcessIdentity> left() {
    return found;
  }
}
