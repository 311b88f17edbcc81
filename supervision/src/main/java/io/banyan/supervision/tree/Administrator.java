package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import io.banyan.supervision.strategy.Action;
import io.banyan.supervision.strategy.Admission;
import io.banyan.supervision.strategy.Refusal;
import io.banyan.supervision.strategy.SupervisorMachine;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes the children of one supervisor: says what is to be done, and declares and withdraws. Used
 * by the supervisor's actor.
 */
final class Administrator {

  private final ChildPath supervisor;
  private final TreeContext tree;
  private final SupervisorMachine machine;
  private final Children children;
  private final PendingReplies pending;
  private final Set<String> generated = new HashSet<>();

  Administrator(
      ChildPath supervisor,
      TreeContext tree,
      SupervisorMachine machine,
      Children children,
      PendingReplies pending) {
    this.supervisor = supervisor;
    this.tree = tree;
    this.machine = machine;
    this.children = children;
    this.pending = pending;
  }

  /** Takes a request, and returns what is to be done now. */
  List<Action> on(Administration request, Reply<OperationResult> replyTo) {
    if (request instanceof Administration.Add add) {
      return add(add, replyTo);
    } else if (request instanceof Administration.StartAnother another) {
      return startAnother(another, replyTo);
    } else if (request instanceof Administration.Delete delete) {
      return delete(delete.id(), replyTo);
    }
    return reconfigure(((Administration.Reconfigure) request).spec(), replyTo);
  }

  /** A child is none any more. */
  void forget(String id) {
    ChildPath path = supervisor.child(id);
    children.forget(id);
    tree.declarations().forget(path);
    tree.ports().process().outputs().forget(path);
    if (generated.remove(id)) {
      tree.incarnations().forget(path);
    }
  }

  private List<Action> add(Administration.Add request, Reply<OperationResult> replyTo) {
    ChildSpec child = request.child();
    if (refused(machine.admission().add(child), replyTo)) {
      return List.of();
    }
    if (machine.has(child.id())) {
      // A temporary one that has ended: this is another child of the same id.
      tree.declarations().forget(supervisor.child(child.id()));
    }
    tree.declarations().child(supervisor, child);
    if (request.start()) {
      awaitStart(child.id(), new OperationResult.Started(), replyTo);
    } else {
      replyTo.tell(new OperationResult.Added());
    }
    return machine.add(child, request.start());
  }

  private List<Action> startAnother(
      Administration.StartAnother request, Reply<OperationResult> replyTo) {
    Admission admission = machine.admission();
    Optional<Refusal> refusal =
        request.id().map(admission::startAnother).orElseGet(admission::startAnother);
    if (refused(refusal, replyTo)) {
      return List.of();
    }
    ChildPath path;
    try {
      // Only now: a number is not used up by a request that is refused.
      path = request.id().isPresent() ? named(request.id().get(), request) : numbered(request);
    } catch (IllegalArgumentException wrong) {
      replyTo.tell(new OperationResult.Failed(String.valueOf(wrong.getMessage())));
      return List.of();
    }
    List<Action> actions = machine.startAnother(path.id(), request.arguments());
    tree.declarations().child(supervisor, machine.childSpec(path.id()));
    awaitStart(path.id(), new OperationResult.StartedAnother(path), replyTo);
    return actions;
  }

  private ChildPath named(String id, Administration.StartAnother request) {
    namesake(id, request)
        .ifPresent(
            other -> {
              throw new IllegalArgumentException("there is a child of this id: " + other);
            });
    return supervisor.child(id);
  }

  /** The stem of the template with the next number, except where a child of that id is declared. */
  private ChildPath numbered(Administration.StartAnother request) {
    String stem = template().child().id();
    ChildPath path = tree.incarnations().another(supervisor, stem);
    while (machine.has(path.id()) || namesake(path.id(), request).isPresent()) {
      path = tree.incarnations().another(supervisor, stem);
    }
    generated.add(path.id());
    return path;
  }

  /** Whoever stands in the way of a child of this id, anywhere in the tree; else it is declared. */
  private Optional<ChildPath> namesake(String id, Administration.StartAnother request) {
    ChildSpec child = template().make(id, request.arguments());
    return tree.bonds().declaredAlone(supervisor.child(id), child);
  }

  private Template template() {
    return machine.spec().template().orElseThrow();
  }

  /** Answers when the incarnation that comes next is ready. */
  private void awaitStart(String id, OperationResult success, Reply<OperationResult> replyTo) {
    int last = tree.incarnations().last(supervisor.child(id));
    pending.untilStarted(id, last, success, replyTo);
  }

  private List<Action> delete(String id, Reply<OperationResult> replyTo) {
    if (!machine.has(id)) {
      replyTo.tell(new OperationResult.NotFound());
      return List.of();
    }
    if (refused(machine.admission().delete(id), replyTo)) {
      return List.of();
    }
    List<Action> actions = machine.delete(id);
    forget(id);
    replyTo.tell(new OperationResult.Deleted());
    return actions;
  }

  private List<Action> reconfigure(SupervisorSpec spec, Reply<OperationResult> replyTo) {
    if (machine.isEnding()) {
      // For the incarnation after this one, as if there were none any more.
      tree.declarations().change(supervisor, spec);
      replyTo.tell(new OperationResult.Reconfigured());
      return List.of();
    }
    if (refused(machine.admission().reconfigure(spec), replyTo)) {
      return List.of();
    }
    List<Action> actions = machine.reconfigure(spec);
    tree.declarations().change(supervisor, spec);
    if (spec.isDynamic()) {
      machine.childSpecs().forEach(child -> tree.declarations().child(supervisor, child));
    }
    replyTo.tell(new OperationResult.Reconfigured());
    return actions;
  }

  private static boolean refused(Optional<Refusal> refusal, Reply<OperationResult> replyTo) {
    refusal.ifPresent(why -> replyTo.tell(new OperationResult.Refused(why)));
    return refusal.isPresent();
  }
}
