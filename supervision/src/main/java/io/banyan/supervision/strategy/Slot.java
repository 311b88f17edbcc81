package io.banyan.supervision.strategy;

import io.banyan.supervision.spec.ChildSpec;

/** What the machine remembers of one child. */
final class Slot {

  final ChildSpec spec;
  ChildPhase phase = ChildPhase.DOWN;

  /** Takes its turn in the start order of the current plan. */
  boolean planned;

  /** Alive, and has to go down and come up again because of a sibling. */
  boolean recycled;

  /** Asked to end by an operator who wants it started again afterwards. */
  boolean again;

  /** Its current start was an operator's: if that fails it is the operator's to try again. */
  boolean byHand;

  /** Its restart has been announced and has not happened yet. */
  boolean announced;

  Slot(ChildSpec spec) {
    this.spec = spec;
  }

  String id() {
    return spec.id();
  }

  boolean isPending() {
    return phase == ChildPhase.WAITING || phase == ChildPhase.DELAYED;
  }
}
