package io.banyan.supervision.strategy;

import io.banyan.supervision.spec.ChildSpec;
import java.util.List;

/** What the machine remembers of one child. Fields that are indexed change in {@link Siblings}. */
final class Slot {

  /** Indexed: what its next incarnation will be. */
  ChildSpec spec;

  /** Part of the supervisor's spec, and not added to the running supervisor. */
  boolean declared;

  /** What it was given besides what the template says; empty for a child without one. */
  final List<String> arguments;

  /** Indexed: its place among its siblings. */
  long position;

  /** Indexed. */
  ChildPhase phase = ChildPhase.DOWN;

  /** Indexed: takes its turn in the start order of the current plan. */
  boolean planned;

  /** Indexed: alive, and has to go down and come up again because of a sibling. */
  boolean recycled;

  /** Indexed: nothing that it depends on is missing. */
  boolean gateOpen;

  /** Others of the plan wait until its restart delay is over. */
  boolean leading;

  /** Asked to end because it lost what it depends on: comes back with that. */
  boolean returning;

  final RestartDelay delay = new RestartDelay();

  /** Asked to end by an operator who wants it started again afterwards. */
  boolean again;

  Attempt attempt = Attempt.FIRST;

  /** Its restart has been announced and has not happened yet. */
  boolean announced;

  Slot(ChildSpec spec, boolean declared, List<String> arguments) {
    this.spec = spec;
    this.declared = declared;
    this.arguments = List.copyOf(arguments);
    this.gateOpen = spec.dependsOn().isEmpty();
  }

  /** One of the supervisor's spec. */
  static Slot declared(ChildSpec spec) {
    return new Slot(spec, true, List.of());
  }

  String id() {
    return spec.id();
  }

  /** Starting or running, and not asked to end. */
  boolean isUp() {
    return phase == ChildPhase.STARTING || phase == ChildPhase.RUNNING;
  }

  /** Asked to end, and up again afterwards without an operator's word. */
  boolean comesBack() {
    return (recycled && !spec.isTemporary()) || returning;
  }

  boolean isPending() {
    return phase == ChildPhase.WAITING || phase == ChildPhase.DELAYED;
  }
}
