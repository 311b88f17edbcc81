package io.banyan.runtime.process;

import io.banyan.runtime.engine.OsProcess;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/** What the actor of a process has of the actor that takes the steps before its end. */
final class StepLink {

  private final Subject subject;
  private @Nullable ActorRef<ShutdownSteps.Command> steps;

  StepLink(Subject subject) {
    this.subject = subject;
  }

  /** Whether steps are to be taken before that stop. A kill waits for nothing. */
  boolean areWantedBefore(ManagedProcess.Stop stop) {
    return !subject.spec().onShutdown().isEmpty() && !stop.kill() && !stop.isBrutal();
  }

  /**
   * Takes the first.
   *
   * @param gone sent when none is left to be taken, and no program of one is left
   */
  <T> void begin(ActorContext<T> context, OsProcess process, T gone) {
    ActorRef<ShutdownSteps.Command> begun =
        context.spawn(
            ShutdownSteps.create(subject, process),
            "on-shutdown",
            DispatcherSelector.sameAsParent());
    context.watchWith(begun, gone);
    steps = begun;
  }

  /** The process has ended. */
  void processGone() {
    tell(ShutdownSteps.Change.PROCESS_GONE);
  }

  /** The process is killed. */
  void breakOff() {
    tell(ShutdownSteps.Change.BREAK_OFF);
  }

  private void tell(ShutdownSteps.Change change) {
    if (steps != null) {
      steps.tell(change);
    }
  }
}
