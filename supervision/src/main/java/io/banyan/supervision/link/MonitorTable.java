package io.banyan.supervision.link;

import io.banyan.runtime.process.Incarnation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is to be told of the end of which incarnation. One can wait for many, and many times for the
 * same: each is a ticket of its own. Used by one thread at a time.
 *
 * @param <W> somebody who waits; equal is the same
 */
public final class MonitorTable<W> {

  private final Map<Incarnation, Map<Long, W>> waiting = new HashMap<>();
  private final Map<W, Map<Long, Incarnation>> tickets = new HashMap<>();
  private long last;

  /**
   * Waits for the end of an incarnation that is alive.
   *
   * @return a ticket for {@link #forget}
   */
  public long wait(Incarnation incarnation, W who) {
    waiting.computeIfAbsent(incarnation, i -> new LinkedHashMap<>()).put(++last, who);
    tickets.computeIfAbsent(who, w -> new HashMap<>()).put(last, incarnation);
    return last;
  }

  /** Waits no more; false when it had been told before. */
  public boolean forget(Incarnation incarnation, long ticket) {
    Map<Long, W> others = waiting.get(incarnation);
    W who = others == null ? null : others.remove(ticket);
    if (others == null || who == null) {
      return false;
    }
    if (others.isEmpty()) {
      waiting.remove(incarnation);
    }
    spend(who, ticket);
    return true;
  }

  /** This one waits for nobody any more. */
  public void forgetAll(W who) {
    Map<Long, Incarnation> all = tickets.get(who);
    if (all != null) {
      Map.copyOf(all).forEach((ticket, incarnation) -> forget(incarnation, ticket));
    }
  }

  /** Who has to be told that it has ended, in the order in which they came; they wait no more. */
  public List<W> ended(Incarnation incarnation) {
    Map<Long, W> told = waiting.isEmpty() ? null : waiting.remove(incarnation);
    if (told == null) {
      return List.of();
    }
    told.forEach((ticket, who) -> spend(who, ticket));
    return new ArrayList<>(told.values());
  }

  /** All who wait, by the incarnation they wait for. */
  public Map<Incarnation, List<W>> all() {
    Map<Incarnation, List<W>> all = new HashMap<>();
    waiting.forEach((incarnation, who) -> all.put(incarnation, List.copyOf(who.values())));
    return all;
  }

  private void spend(W who, long ticket) {
    Map<Long, Incarnation> own = tickets.get(who);
    if (own != null) {
      own.remove(ticket);
      if (own.isEmpty()) {
        tickets.remove(who);
      }
    }
  }
}
