package io.banyan.supervision.tree;

import io.banyan.supervision.strategy.Action;
import io.banyan.supervision.strategy.SupervisorMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes what one supervisor is asked, and passes it to those who know about it. Used by the
 * supervisor's actor.
 */
final class Reception {

  private final SupervisorMachine machine;
  private final Operator operator;
  private final Administrator administrator;
  private final Gates gates;

  Reception(
      SupervisorMachine machine, Operator operator, Administrator administrator, Gates gates) {
    this.machine = machine;
    this.operator = operator;
    this.administrator = administrator;
    this.gates = gates;
  }

  /** Takes a request, and returns what is to be done now. */
  List<Action> on(Request request) {
    if (request instanceof Request.Operate operate) {
      return operator.on(operate);
    } else if (request instanceof Request.Administer administer) {
      return administer(administer);
    }
    ((Request.Count) request).replyTo().tell(Optional.of(machine.counts()));
    return List.of();
  }

  private List<Action> administer(Request.Administer request) {
    List<Action> actions = new ArrayList<>(administrator.on(request.change(), request.replyTo()));
    if (!machine.isEnding() && request.change().concernsDependencies(machine.spec())) {
      actions.addAll(gates.changed());
    }
    return actions;
  }
}
