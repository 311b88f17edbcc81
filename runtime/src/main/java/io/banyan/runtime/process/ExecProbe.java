package io.banyan.runtime.process;

import io.banyan.runtime.probe.Probe;
import io.banyan.runtime.probe.ProbeResult;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;

/** A program that asks how a process is. Nothing of it is left when the process's end is told. */
final class ExecProbe {

  private ExecProbe() {}

  /**
   * A behavior that asks once.
   *
   * @param told the answer, as the last thing; in the actor's thread
   */
  static Behavior<ManagedProcess.Command> create(
      Subject subject, Probe.Exec probe, int number, Consumer<ProbeResult> told) {
    return SideProgram.create(
        subject,
        new SideProgram.Task(
            Integer.toString(number),
            new ProcessCommand.Argv(probe.argv()),
            subject.spec().environment()),
        failure ->
            told.accept(
                failure
                    .<ProbeResult>map(ProbeResult.Failed::new)
                    .orElseGet(ProbeResult.Passed::new)));
  }
}
