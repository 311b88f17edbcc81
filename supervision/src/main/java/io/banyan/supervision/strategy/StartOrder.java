package io.banyan.supervision.strategy;

import io.banyan.supervision.dependency.Precedence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose turn it is to be started or stopped. Children of a plan come up one after the other, each
 * when its predecessor is ready, and go down in the reverse order. Those that depend on others come
 * up as soon as their gate is open, and go down before those others. Dynamic children have no
 * order: they go down together.
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
  private final NavigableSet<Slot> free = new TreeSet<>(BY_POSITION);
  private final Set<Slot> apart = new LinkedHashSet<>();
  private final Set<Slot> planned = new LinkedHashSet<>();
  private Precedence precedence;
  private int delayed;

  /**
   * @param together without an order
   */
  StartOrder(boolean together, Precedence precedence) {
    this.together = together;
    this.precedence = precedence;
  }

  /** Has to be called while no slot is in here. */
  void precedence(Precedence changed) {
    precedence = changed;
  }

  /** Has to be called before anything of a slot changes that is indexed. */
  void leave(Slot slot) {
    alive.remove(slot);
    notAsked.remove(slot);
    recycled.remove(slot);
    due.remove(slot);
    free.remove(slot);
    apart.remove(slot);
    if (planned.remove(slot) && holdsUp(slot)) {
      delayed--;
    }
  }

  /** Has to be called after it has changed. */
  void enter(Slot slot) {
    ChildPhase phase = slot.phase;
    if (phase.isAlive()) {
      alive.add(slot);
    }
    if (slot.isUp()) {
      notAsked.add(slot);
    }
    if (slot.recycled) {
      recycled.add(slot);
    }
    if (slot.planned) {
      enterPlan(slot);
    }
  }

  private void enterPlan(Slot slot) {
    planned.add(slot);
    if (holdsUp(slot)) {
      delayed++;
    }
    if (!isChained(slot)) {
      enterApart(slot);
    } else if (slot.phase == ChildPhase.WAITING || slot.phase == ChildPhase.STARTING) {
      due.add(slot);
    }
  }

  private void enterApart(Slot slot) {
    if (slot.isPending() || slot.phase == ChildPhase.STARTING) {
      apart.add(slot);
    }
    if (slot.phase == ChildPhase.WAITING && slot.gateOpen) {
      free.add(slot);
    }
  }

  /** Whether its restart delay is one for the whole plan. */
  private boolean holdsUp(Slot slot) {
    return slot.phase == ChildPhase.DELAYED && (slot.leading || isChained(slot));
  }

  private boolean isChained(Slot slot) {
    return slot.spec.dependsOn().isEmpty() && precedence.isChained(slot.id());
  }

  /** Those of the plan whose turn it is to be started. */
  List<Slot> toStart() {
    if (!recycled.isEmpty() || delayed > 0) {
      return List.of();
    }
    List<Slot> turn = new ArrayList<>(free);
    if (!due.isEmpty() && due.first().phase == ChildPhase.WAITING) {
      turn.add(due.first());
    }
    turn.sort(BY_POSITION);
    return turn;
  }

  /** Whether there is no plan, or all of it has come up. */
  boolean isPlanDone() {
    return planned.isEmpty();
  }

  /**
   * Those whose part of the plan is over: all that keep to declared order when the last of them has
   * come up, while others may still wait for their gates.
   */
  List<Slot> done() {
    boolean goesOn = !recycled.isEmpty() || delayed > 0 || !due.isEmpty();
    if (goesOn || planned.size() == apart.size()) {
      return List.of();
    }
    return planned.stream().filter(slot -> !apart.contains(slot)).toList();
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

  /** Those before whom nobody else has to go, unless they are on their way already. */
  private List<Slot> notAskedYet(NavigableSet<Slot> slots) {
    if (!precedence.isDeclaredOrder()) {
      List<String> next = precedence.nextToStop(slots.stream().map(Slot::id).toList());
      return slots.descendingSet().stream()
          .filter(slot -> slot.isUp() && next.contains(slot.id()))
          .toList();
    }
    if (slots.isEmpty() || slots.last().phase == ChildPhase.STOPPING) {
      return List.of();
    }
    return List.of(slots.last());
  }
}
