package io.banyan.supervision.strategy;

import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a supervisor does. Every method takes one fact and returns what is to be done about
 * it; nothing here waits, so a fact about one child can always be taken while another is slow.
 *
 * <p>Order: a <em>plan</em> is a set of children that have to come up in declared order (all of
 * them at the start; those hit by a group restart later). Children that are part of a plan and
 * alive are first stopped in reverse order, one after the other; only when all of them are down
 * does the first one start, and each next one when its predecessor is ready. What an operator does
 * to a single child, and a one-for-one restart, waits for nobody.
 *
 * <p>Used by one thread at a time.
 */
public final class SupervisorMachine {

  private final SupervisorSpec spec;
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final List<Action> actions = new ArrayList<>();
  private RestartWindow window;
  private boolean booting = true;
  private boolean ended;
  private @Nullable SupervisorEnd ending;

  public SupervisorMachine(SupervisorSpec spec) {
    this.spec = spec;
    this.window = RestartWindow.empty(spec.limit());
    spec.children().forEach(child -> slots.put(child.id(), new Slot(child)));
  }

  // Facts

  /** The supervisor starts. */
  public List<Action> begin() {
    for (Slot slot : slots.values()) {
      slot.phase = ChildPhase.WAITING;
      slot.planned = true;
    }
    return advance();
  }

  /** A child is ready. */
  public List<Action> childRunning(String id) {
    Slot slot = slot(id);
    if (slot.phase == ChildPhase.STARTING) {
      slot.phase = ChildPhase.RUNNING;
      slot.byHand = false;
    }
    return advance();
  }

  /**
   * A child has ended.
   *
   * @param now monotonic nanoseconds
   */
  public List<Action> childEnded(String id, ChildEnd end, long now) {
    Slot slot = slot(id);
    boolean asked = slot.phase == ChildPhase.STOPPING;
    slot.phase = ChildPhase.DOWN;
    if (ending != null) {
      return advance();
    }
    if (slot.recycled) {
      slot.recycled = false;
      comeBack(slot);
    } else if (asked) {
      if (slot.again) {
        startByHand(slot);
      }
    } else {
      endedByItself(slot, end, now);
    }
    return advance();
  }

  /** A restart delay is over. */
  public List<Action> delayOver(String id) {
    Slot slot = slot(id);
    if (slot.phase == ChildPhase.DELAYED) {
      slot.phase = ChildPhase.WAITING;
      startUnlessPlanned(slot);
    }
    return advance();
  }

  /** An operator wants a child to be down. */
  public List<Action> stop(String id) {
    Slot slot = slot(id);
    slot.again = false;
    slot.recycled = false;
    if (slot.isPending()) {
      standDown(slot, false);
    } else {
      askToEnd(slot);
    }
    return advance();
  }

  /** An operator wants a child to be up. */
  public List<Action> start(String id) {
    Slot slot = slot(id);
    if (ending == null) {
      switch (slot.phase) {
        case DOWN, DELAYED -> startByHand(slot);
        case STOPPING -> slot.again = !slot.recycled;
        case WAITING, STARTING, RUNNING -> {}
      }
    }
    return advance();
  }

  /** An operator wants a new incarnation of a child. */
  public List<Action> restart(String id) {
    Slot slot = slot(id);
    if (ending == null && slot.phase.isAlive() && !slot.recycled) {
      slot.again = true;
      askToEnd(slot);
      return advance();
    }
    return start(id);
  }

  /** The supervisor is asked to end, all its children before it. */
  public List<Action> shutdown(boolean brutal) {
    end(new SupervisorEnd.ShutDown());
    if (brutal) {
      for (Slot slot : reversed()) {
        if (slot.phase.isAlive()) {
          slot.phase = ChildPhase.STOPPING;
          actions.add(new Action.Kill(slot.id()));
        }
      }
    }
    return advance();
  }

  // State, for the actor that carries the actions out

  public ChildPhase phase(String id) {
    return slot(id).phase;
  }

  public boolean has(String id) {
    return slots.containsKey(id);
  }

  public boolean isEnding() {
    return ending != null;
  }

  // Decisions

  private void endedByItself(Slot slot, ChildEnd end, long now) {
    if (end == ChildEnd.NOT_STARTED && slot.byHand) {
      slot.byHand = false;
      return;
    }
    if (end == ChildEnd.NOT_STARTED && booting) {
      end(new SupervisorEnd.StartFailed(slot.id()));
      return;
    }
    boolean restart =
        switch (slot.spec.restart().type()) {
          case PERMANENT -> true;
          case TRANSIENT -> end != ChildEnd.SUCCESS;
          case TEMPORARY -> false;
        };
    if (!restart) {
      return;
    }
    window = window.add(now);
    if (window.isExceeded()) {
      end(new SupervisorEnd.LimitExceeded(slot.id()));
    } else {
      restartWithSiblings(slot);
    }
  }

  private void restartWithSiblings(Slot slot) {
    if (spec.strategy() != Strategy.ONE_FOR_ONE) {
      boolean affected = spec.strategy() == Strategy.ONE_FOR_ALL;
      for (Slot sibling : slots.values()) {
        affected |= sibling == slot;
        if (affected) {
          sibling.planned = true;
          recycle(sibling, slot);
        }
      }
    }
    Duration delay = slot.spec.restart().backoff().initial();
    announce(slot, delay);
    if (delay.isZero()) {
      slot.phase = ChildPhase.WAITING;
      startUnlessPlanned(slot);
    } else {
      slot.phase = ChildPhase.DELAYED;
      actions.add(new Action.StartDelay(slot.id(), delay));
    }
  }

  private void recycle(Slot sibling, Slot cause) {
    if (sibling == cause) {
      return;
    }
    switch (sibling.phase) {
      case STARTING, RUNNING -> sibling.recycled = true;
      case DOWN -> comeBack(sibling);
      case DELAYED -> {
        actions.add(new Action.CancelDelay(sibling.id()));
        sibling.phase = ChildPhase.WAITING;
      }
      case WAITING, STOPPING -> {}
    }
  }

  /** Down because of a sibling, or found down by a group restart: up again, unless temporary. */
  private void comeBack(Slot slot) {
    if (!slot.spec.isTemporary()) {
      slot.phase = ChildPhase.WAITING;
      announce(slot, Duration.ZERO);
    }
  }

  private void announce(Slot slot, Duration delay) {
    slot.announced = true;
    actions.add(new Action.AnnounceRestart(slot.id(), delay, window.size()));
  }

  private void startUnlessPlanned(Slot slot) {
    if (!slot.planned) {
      start(slot);
    }
  }

  private void startByHand(Slot slot) {
    if (slot.phase == ChildPhase.DELAYED) {
      actions.add(new Action.CancelDelay(slot.id()));
    }
    slot.again = false;
    slot.byHand = true;
    start(slot);
  }

  private void start(Slot slot) {
    slot.phase = ChildPhase.STARTING;
    slot.announced = false;
    actions.add(new Action.Start(slot.id()));
  }

  private void askToEnd(Slot slot) {
    if (slot.phase == ChildPhase.STARTING || slot.phase == ChildPhase.RUNNING) {
      slot.phase = ChildPhase.STOPPING;
      actions.add(new Action.Stop(slot.id()));
    }
  }

  private void standDown(Slot slot, boolean gaveUp) {
    if (slot.phase == ChildPhase.DELAYED) {
      actions.add(new Action.CancelDelay(slot.id()));
    }
    slot.phase = ChildPhase.DOWN;
    if (slot.announced) {
      slot.announced = false;
      actions.add(new Action.WithdrawRestart(slot.id(), gaveUp));
    }
  }

  private void end(SupervisorEnd why) {
    if (ending == null) {
      ending = why;
      boolean gaveUp = !(why instanceof SupervisorEnd.ShutDown);
      slots.values().stream().filter(Slot::isPending).forEach(slot -> standDown(slot, gaveUp));
    }
  }

  // Order

  /** Takes every step that is possible now. */
  private List<Action> advance() {
    if (ending != null) {
      stopLast(ending);
    } else if (stopRecycled()) {
      startNextPlanned();
    }
    List<Action> result = List.copyOf(actions);
    actions.clear();
    return result;
  }

  private void stopLast(SupervisorEnd why) {
    for (Slot slot : reversed()) {
      if (slot.phase.isAlive()) {
        askToEnd(slot);
        return;
      }
    }
    if (!ended) {
      ended = true;
      actions.add(new Action.End(why));
    }
  }

  /** Stops the last of those that have to go down; true when there are none. */
  private boolean stopRecycled() {
    for (Slot slot : reversed()) {
      if (slot.recycled) {
        askToEnd(slot);
        return false;
      }
    }
    return true;
  }

  private void startNextPlanned() {
    if (slots.values().stream().anyMatch(s -> s.planned && s.phase == ChildPhase.DELAYED)) {
      return;
    }
    for (Slot slot : slots.values()) {
      if (slot.planned && slot.phase == ChildPhase.WAITING) {
        start(slot);
      }
      if (slot.planned && slot.phase == ChildPhase.STARTING) {
        return;
      }
    }
    slots.values().forEach(slot -> slot.planned = false);
    if (booting) {
      booting = false;
      actions.add(new Action.Ready());
    }
  }

  private List<Slot> reversed() {
    List<Slot> result = new ArrayList<>(slots.values());
    Collections.reverse(result);
    return result;
  }

  private Slot slot(String id) {
    Slot slot = slots.get(id);
    if (slot == null) {
      throw new IllegalArgumentException("no child " + id);
    }
    return slot;
  }
}
