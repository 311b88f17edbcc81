package io.banyan.supervision.strategy;

import io.banyan.supervision.spec.AutoShutdown;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import java.util.Optional;

/** Which changes of its children a supervisor allows. */
final class Admission {

  private final Siblings siblings;
  private SupervisorSpec spec;

  Admission(SupervisorSpec spec, Siblings siblings) {
    this.spec = spec;
    this.siblings = siblings;
  }

  void reconfigure(SupervisorSpec changed) {
    spec = changed;
  }

  Optional<Refusal> add(ChildSpec child) {
    if (spec.isDynamic()) {
      return Optional.of(Refusal.IS_DYNAMIC);
    }
    if (child.significant() && spec.autoShutdown() == AutoShutdown.NEVER) {
      return Optional.of(Refusal.NO_AUTO_SHUTDOWN);
    }
    return taken(child.id());
  }

  Optional<Refusal> startAnother(String id) {
    Optional<Template> template = spec.template();
    if (template.isEmpty()) {
      return Optional.of(Refusal.IS_STATIC);
    }
    return siblings.size() >= template.get().maxChildren()
        ? Optional.of(Refusal.MAX_CHILDREN)
        : taken(id);
  }

  Optional<Refusal> delete(String id) {
    if (spec.isDynamic()) {
      return Optional.of(Refusal.IS_DYNAMIC);
    }
    Slot slot = siblings.get(id);
    if (slot.phase.isAlive()) {
      return Optional.of(Refusal.RUNNING);
    }
    return slot.isPending() ? Optional.of(Refusal.RESTARTING) : Optional.empty();
  }

  Optional<Refusal> reconfiguration(SupervisorSpec changed) {
    return changed.isDynamic() == spec.isDynamic()
        ? Optional.empty()
        : Optional.of(Refusal.OTHER_KIND);
  }

  /** The id of a temporary child that has ended is free again. */
  private Optional<Refusal> taken(String id) {
    Slot slot = siblings.find(id);
    if (slot == null || (slot.phase == ChildPhase.DOWN && slot.spec.isTemporary())) {
      return Optional.empty();
    }
    return Optional.of(slot.phase.isAlive() ? Refusal.ALREADY_STARTED : Refusal.ALREADY_PRESENT);
  }
}
