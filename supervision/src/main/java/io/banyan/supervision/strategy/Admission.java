package io.banyan.supervision.strategy;

import io.banyan.supervision.spec.AutoShutdown;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import java.util.Optional;

/**
 * Which changes of its children a supervisor allows. Each question is answered with what speaks
 * against it; empty when nothing does.
 */
public final class Admission {

  private final Siblings siblings;
  private SupervisorSpec spec;
  private boolean closed;

  Admission(SupervisorSpec spec, Siblings siblings) {
    this.spec = spec;
    this.siblings = siblings;
  }

  /** The supervisor has been changed. */
  void changed(SupervisorSpec changed) {
    spec = changed;
  }

  /** The supervisor is ending. */
  void close() {
    closed = true;
  }

  /** Another declared child. */
  public Optional<Refusal> add(ChildSpec child) {
    if (closed) {
      return Optional.of(Refusal.ENDING);
    }
    if (spec.isDynamic()) {
      return Optional.of(Refusal.IS_DYNAMIC);
    }
    if (child.significant() && spec.autoShutdown() == AutoShutdown.NEVER) {
      return Optional.of(Refusal.NO_AUTO_SHUTDOWN);
    }
    return taken(child.id());
  }

  /** A child of this id, made from the template. */
  public Optional<Refusal> startAnother(String id) {
    return startAnother().or(() -> taken(id));
  }

  /** A child made from the template, of an id that is free. */
  public Optional<Refusal> startAnother() {
    if (closed) {
      return Optional.of(Refusal.ENDING);
    }
    Optional<Template> template = spec.template();
    if (template.isEmpty()) {
      return Optional.of(Refusal.IS_STATIC);
    }
    return siblings.size() >= template.get().maxChildren()
        ? Optional.of(Refusal.MAX_CHILDREN)
        : Optional.empty();
  }

  /** To forget this child. */
  public Optional<Refusal> delete(String id) {
    if (closed) {
      return Optional.of(Refusal.ENDING);
    }
    if (spec.isDynamic()) {
      return Optional.of(Refusal.IS_DYNAMIC);
    }
    Slot slot = siblings.get(id);
    if (slot.phase.isAlive()) {
      return Optional.of(Refusal.RUNNING);
    }
    return slot.isPending() ? Optional.of(Refusal.RESTARTING) : Optional.empty();
  }

  /** To become such a supervisor. */
  public Optional<Refusal> reconfigure(SupervisorSpec changed) {
    if (closed) {
      return Optional.of(Refusal.ENDING);
    }
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
