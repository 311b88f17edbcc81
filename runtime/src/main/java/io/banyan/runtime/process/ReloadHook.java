package io.banyan.runtime.process;

import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalScope;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Tells a process to read its own configuration again. Used by its actor. */
final class ReloadHook {

  private final Subject subject;
  private int runs;

  ReloadHook(Subject subject) {
    this.subject = subject;
  }

  /**
   * Does what is declared.
   *
   * @param told what came of it, once; in this thread or another actor's
   */
  void reload(ActorContext<?> context, OsProcess process, Consumer<ReloadOutcome> told) {
    subject
        .spec()
        .reload()
        .ifPresentOrElse(
            action -> {
              if (action instanceof ReloadAction.Run run) {
                run(context, process, run, told);
              } else if (action instanceof ReloadAction.SendSignal by) {
                told.accept(outcome(process.signal(by.signal(), SignalScope.PROCESS)));
              }
            },
            () ->
                told.accept(
                    new ReloadOutcome.Failed("nothing is declared for it; restart it instead")));
  }

  private void run(
      ActorContext<?> context,
      OsProcess process,
      ReloadAction.Run run,
      Consumer<ReloadOutcome> told) {
    runs++;
    String name = "reload-" + runs;
    Environment environment =
        subject.spec().environment().with("BANYAN_PID", Long.toString(process.identity().pid()));
    SideProgram.Task task = new SideProgram.Task(name, run.command(), environment);
    context.spawn(
        ReloadRun.create(subject, task, run, told), name, DispatcherSelector.sameAsParent());
  }

  private static ReloadOutcome outcome(SignalOutcome outcome) {
    if (outcome instanceof SignalOutcome.Refused refused) {
      return new ReloadOutcome.Failed(refused.reason());
    }
    return outcome instanceof SignalOutcome.Delivered
        ? new ReloadOutcome.Told()
        : new ReloadOutcome.Failed("it is not running");
  }
}
