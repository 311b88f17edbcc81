package io.banyan.supervision.strategy;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose turn it is to be started or stopped. Children of a plan come up one after the other, each
 * when its predecessor is ready, and go down in the reverse order. Dynamic children have no order:
 * they go down together.
 *
 * <p>Keeps an index for each question, so that an answer does not take longer among many siblings.
 */
final class StartOrder {

  private static final Comparator<Slot> BY_POSITION = Comparator.comparingLong(s -> s.position);

  private final boolean together;
  private final NavigableSet<Slot> alive = new TreeSet<>(BY_POSITION);
  private final NavigableSet<Slot> notAsked = new TreeSet<>(BY_POSITION);
  private final NavigableSet<Slot> recycled = new TreeSet<>(BY_POSITION);
  private final NavigableSet<Slot> due = new TreeSet<>(BY_POSITION);
  private final Set<Slot> planned = new LinkedHashSet<>();
  private int delayed;

  /**
   * @param together without an order
   */
  StartOrder(boolean together) {
    this.together = together;
  }

  /** Has to be called before anything of a slot changes that is indexed. */
  void leave(Slot slot) {
    alive.remove(slot);
    notAsked.remove(slot);
    recycled.remove(slot);
    due.remove(slot);
    if (planned.remove(slot) && slot.phase == ChildPhase.DELAYED) {
      delayed--;
    }
  }

  /** Has to be called after it has changed. */
  void enter(Slot slot) {
    ChildPhase phase = slot.phase;
    if (phase.isAlive()) {
      alive.add(slot);
    }
    if (phase == ChildPhase.STARTING || phase == ChildPhase.RUNNING) {
      notAsked.add(slot);
    }
    if (slot.recycled) {
      recycled.add(slot);
    }
    if (slot.planned) {
      planned.add(slot);
      if (phase == ChildPhase.WAITING || phase == ChildPhase.STARTING) {
        due.add(slot);
      }
      if (phase == ChildPhase.DELAYED) {
        delayed++;
      }
    }
  }

  /** Those of the plan whose turn it is to be started. */
  List<Slot> toStart() {
    if (!recycled.isEmpty() || delayed > 0 || due.isEmpty()) {
      return List.of();
    }
    Slot first = due.first();
    return first.phase == ChildPhase.WAITING ? List.of(first) : List.of();
  }

  /** Whether there is no plan, or all of it has come up. */
  boolean isPlanDone() {
    return recycled.isEmpty() && delayed == 0 && due.isEmpty();
  }

  /** Those of the last plan. */
  List<Slot> planned() {
    return planned.isEmpty() ? List.of() : List.copyOf(planned);
  }

  /** Those whose turn it is to go down, to come up again. */
  List<Slot> toRecycle() {
    return notAskedYet(recycled);
  }

  /** Those whose turn it is to go down when all have to, for good. */
  List<Slot> toStop() {
    return together ? List.copyOf(notAsked) : notAskedYet(alive);
  }

  /** All that are alive, in the order in which they are stopped. */
  List<Slot> alive() {
    return List.copyOf(alive.descendingSet());
  }

  int aliveCount() {
    return alive.size();
  }

  /** The last of them, unless it is on its way already. */
  private static List<Slot> notAskedYet(NavigableSet<Slot> slots) {
    if (slots.isEmpty() || slots.last().phase == ChildPhase.STOPPING) {
      return List.of();
    }
    return List.of(slots.last());
  }
}
