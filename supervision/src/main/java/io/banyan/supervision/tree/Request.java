package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.strategy.ChildCounts;
import java.util.Optional;

/** What a supervisor is asked from outside, and what is answered in any case. */
sealed interface Request extends Supervisor.Command {

  /** The answer when this incarnation cannot give one any more. */
  void supervisorHasEnded(ChildPath supervisor);

  /** An operator's request about one child. */
  record Operate(String id, Operation operation, Reply<OperationResult> replyTo)
      implements Request {

    @Override
    public void supervisorHasEnded(ChildPath supervisor) {
      replyTo.tell(ended(supervisor));
    }
  }

  /** A change of its children. */
  record Administer(Administration change, Reply<OperationResult> replyTo) implements Request {

    @Override
    public void supervisorHasEnded(ChildPath supervisor) {
      replyTo.tell(ended(supervisor));
    }
  }

  /** How many children it has; nothing when it has ended. */
  record Count(Reply<Optional<ChildCounts>> replyTo) implements Request {

    @Override
    public void supervisorHasEnded(ChildPath supervisor) {
      replyTo.tell(Optional.empty());
    }
  }

  static OperationResult ended(ChildPath supervisor) {
    return new OperationResult.Failed("its supervisor " + supervisor + " has ended");
  }
}
