package io.banyan.supervision.strategy;

import io.banyan.supervision.dependency.Precedence;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All children of a supervisor, in order, and the one place where what is indexed changes. */
final class Siblings {

  private final Map<String, Slot> byId = new HashMap<>();
  private final NavigableSet<Slot> ordered =
      new TreeSet<>(Comparator.comparingLong(slot -> slot.position));
  private final StartOrder order;
  private long lastPosition;
  private int significantUp;

  Siblings(SupervisorSpec spec, StartOrder order) {
    this.order = order;
    spec.children().forEach(child -> add(Slot.declared(child)));
  }

  /** A new one, after all others. */
  void add(Slot slot) {
    slot.position = ++lastPosition;
    byId.put(slot.id(), slot);
    enter(slot);
  }

  void remove(Slot slot) {
    leave(slot);
    byId.remove(slot.id());
  }

  void move(Slot slot, ChildPhase phase) {
    change(slot, s -> s.phase = phase);
  }

  void plan(Slot slot, boolean planned) {
    if (slot.planned != planned) {
      change(slot, s -> s.planned = planned);
    }
  }

  void recycle(Slot slot, boolean recycled) {
    if (slot.recycled != recycled) {
      change(slot, s -> s.recycled = recycled);
    }
  }

  void respecify(Slot slot, ChildSpec spec) {
    change(slot, s -> respecified(s, spec));
  }

  /** What it depends on has come, or is missing. */
  void open(Slot slot, boolean open) {
    if (slot.gateOpen != open) {
      change(slot, s -> s.gateOpen = open);
    }
  }

  /** Others go before others now. */
  void reorder(Precedence precedence) {
    List<Slot> all = all();
    all.forEach(order::leave);
    order.precedence(precedence);
    all.forEach(order::enter);
  }

  /** Other specs and another order; those that are not declared any more come last. */
  void redeclare(List<ChildSpec> specs) {
    List<Slot> before = all();
    before.forEach(this::leave);
    before.forEach(slot -> slot.declared = false);
    List<Slot> after = new ArrayList<>();
    for (ChildSpec spec : specs) {
      Slot slot = byId.computeIfAbsent(spec.id(), id -> Slot.declared(spec));
      respecified(slot, spec);
      slot.declared = true;
      after.add(slot);
    }
    before.stream().filter(slot -> !slot.declared).forEach(after::add);
    for (Slot slot : after) {
      slot.position = ++lastPosition;
      enter(slot);
    }
  }

  /** All, in order. */
  List<Slot> all() {
    return List.copyOf(ordered);
  }

  /** This one and those after it, in order. */
  List<Slot> from(Slot first) {
    return List.copyOf(ordered.tailSet(first, true));
  }

  Slot get(String id) {
    Slot slot = byId.get(id);
    if (slot == null) {
      throw new IllegalArgumentException("no child " + id);
    }
    return slot;
  }

  @Nullable Slot find(String id) {
    return byId.get(id);
  }

  int size() {
    return byId.size();
  }

  /** Whether a significant child is alive, or will be without anybody asking for it. */
  boolean isAnySignificantUp() {
    return significantUp > 0;
  }

  ChildCounts counts() {
    int supervisors =
        (int)
            ordered.stream()
                .filter(s -> s.spec.definition() instanceof ChildDefinition.SupervisorChild)
                .count();
    return new ChildCounts(size(), order.aliveCount(), supervisors, size() - supervisors);
  }

  /** One that depends on nothing any more waits for nothing. */
  private static void respecified(Slot slot, ChildSpec spec) {
    slot.spec = spec;
    slot.gateOpen |= spec.dependsOn().isEmpty();
  }

  private void change(Slot slot, Consumer<Slot> what) {
    leave(slot);
    what.accept(slot);
    enter(slot);
  }

  private void leave(Slot slot) {
    ordered.remove(slot);
    order.leave(slot);
    if (isSignificantUp(slot)) {
      significantUp--;
    }
  }

  private void enter(Slot slot) {
    ordered.add(slot);
    order.enter(slot);
    if (isSignificantUp(slot)) {
      significantUp++;
    }
  }

  private static boolean isSignificantUp(Slot slot) {
    return slot.spec.significant() && slot.phase != ChildPhase.DOWN;
  }
}
