package io.banyan.supervision.strategy;

import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import java.util.List;
import java.util.Optional;

/** Who is a child of the supervisor, and as what. */
final class Membership {

  private final Siblings siblings;
  private final Steps steps;
  private final Admission admission;
  private SupervisorSpec spec;

  Membership(SupervisorSpec spec, Siblings siblings, Steps steps) {
    this.spec = spec;
    this.siblings = siblings;
    this.steps = steps;
    this.admission = new Admission(spec, siblings);
  }

  SupervisorSpec spec() {
    return spec;
  }

  Admission admission() {
    return admission;
  }

  void add(ChildSpec child, boolean start) {
    require(admission.add(child));
    enter(new Slot(child, false, List.of()), start);
  }

  void startAnother(String id, List<String> arguments) {
    require(admission.startAnother(id));
    ChildSpec child = spec.template().orElseThrow().make(id, arguments);
    enter(new Slot(child, false, arguments), true);
  }

  void delete(String id) {
    require(admission.delete(id));
    siblings.remove(siblings.get(id));
  }

  void reconfigure(SupervisorSpec changed) {
    require(admission.reconfigure(changed));
    spec = changed;
    admission.changed(changed);
    siblings.redeclare(changed.children());
    Optional<Template> template = changed.template();
    if (template.isPresent()) {
      for (Slot slot : siblings.all()) {
        siblings.respecify(slot, template.get().make(slot.id(), slot.arguments));
      }
    }
  }

  /** In place of a temporary child of the same id that has ended. */
  private void enter(Slot slot, boolean start) {
    Slot ended = siblings.find(slot.id());
    if (ended != null) {
      siblings.remove(ended);
    }
    siblings.add(slot);
    if (start) {
      steps.start(slot, Attempt.ADDED);
    }
  }

  private static void require(Optional<Refusal> refusal) {
    if (refusal.isPresent()) {
      throw new IllegalStateException(refusal.get().words());
    }
  }
}
