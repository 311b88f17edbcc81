package io.banyan.supervision.tree;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.process.Incarnation;
import io.banyan.supervision.strategy.Action;
import java.util.Optional;

/** Publishes the facts of one incarnation of a supervisor. */
record SupervisorEvents(TreeContext tree, Incarnation self) {

  void starting() {
    tree.publish(new ProcessEvent.Starting(self.path(), self.number()));
  }

  void ready() {
    tree.publish(new ProcessEvent.Ready(self.path(), self.number()));
  }

  void stopping() {
    tree.publish(new ProcessEvent.Stopping(self.path(), self.number(), Optional.empty()));
  }

  void ended(Outcome outcome, Optional<CrashReason> reason) {
    tree.publish(
        new ProcessEvent.Ended(self.path(), self.number(), outcome, Optional.empty(), reason));
  }

  void escalated(CrashReason reason) {
    tree.publish(new ProcessEvent.Escalated(self.path(), self.number(), reason.words()));
  }

  /** An operator has said whether a child is to be up. */
  void wanted(String id, boolean up) {
    tree.publish(new ProcessEvent.Wanted(self.path().child(id), up));
  }

  void signalSent(Incarnation child, Signal signal) {
    tree.publish(new ProcessEvent.SignalSent(child.path(), child.number(), signal));
  }

  void reloaded(Incarnation child) {
    tree.publish(new ProcessEvent.Reloaded(child.path(), child.number()));
  }

  /**
   * A child whose actor is gone without a word has failed in a way that it could not tell.
   *
   * @return what it would have told
   */
  ChildNotice.Ended lost(Incarnation child) {
    Optional<CrashReason> reason =
        Optional.of(new CrashReason.Error("its actor failed; see the log"));
    tree.publish(
        new ProcessEvent.Ended(
            child.path(), child.number(), Outcome.FAILED, Optional.empty(), reason));
    return new ChildNotice.Ended(Outcome.FAILED, reason, true);
  }

  void restarting(Action.AnnounceRestart restart, int maxRestarts) {
    tree.publish(
        new ProcessEvent.Restarting(
            self.path().child(restart.id()), restart.delay(), restart.recent(), maxRestarts));
  }

  void waiting(String id, String what) {
    tree.publish(new ProcessEvent.Waiting(self.path().child(id), what));
  }

  void notRestarted(String id, CrashReason.NotRestarted reason) {
    ChildPath path = self.path().child(id);
    tree.publish(new ProcessEvent.NotRestarted(path, tree.incarnations().last(path), reason));
  }

  /** The restart that was announced will not happen. */
  void withdrawn(Action.WithdrawRestart withdrawn) {
    ChildPath path = self.path().child(withdrawn.id());
    tree.publish(
        new ProcessEvent.Ended(
            path,
            tree.incarnations().last(path),
            withdrawn.gaveUp() ? Outcome.FAILED : Outcome.STOPPED,
            Optional.empty(),
            withdrawn.gaveUp()
                ? Optional.of(new CrashReason.Error("its supervisor gave up"))
                : Optional.empty()));
  }
}
