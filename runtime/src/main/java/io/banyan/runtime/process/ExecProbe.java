package io.banyan.runtime.process;

import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.limits.Limits;
import io.banyan.runtime.output.OutputLine;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.OutputTail;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.probe.Probe;
import io.banyan.runtime.probe.ProbeResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;

/**
 * A program that asks how a process is: a managed process of its own, which nobody hears of, with
 * the directory, the variables, the user and the groups of the one it asks about. So it is
 * contained like any other, and nothing of it is left when its end is told.
 */
final class ExecProbe {

  private static final int KEEP_LINES = 5;
  private static final int MAX_REASON = 200;

  private ExecProbe() {}

  /**
   * A behavior that asks once.
   *
   * @param told the answer, as the last thing; in the actor's thread
   */
  static Behavior<ManagedProcess.Command> create(
      Subject subject, Probe.Exec probe, int number, Consumer<ProbeResult> told) {
    Incarnation incarnation = subject.incarnation().probe(number);
    ProcessPorts ports = subject.ports().unheard();
    return ManagedProcess.create(
        incarnation,
        spec(subject.spec(), probe),
        ports,
        notice -> {
          if (notice instanceof ProcessNotice.Ended ended) {
            told.accept(result(ended, ports.outputs().tail(incarnation.path())));
          }
        });
  }

  private static ProcessSpec spec(ProcessSpec subject, Probe.Exec probe) {
    StreamSpec stream = new StreamSpec(Optional.empty(), KEEP_LINES);
    return new ProcessSpec(
        new ProcessCommand.Argv(probe.argv()),
        subject.directory(),
        subject.environment(),
        Signal.KILL,
        Shutdown.brutalKill(),
        Set.of(0),
        new OutputSpec(stream, stream),
        subject.options().withoutProcesses(),
        Limits.NONE,
        StdinSource.NULL,
        Escaped.KILL);
  }

  private static ProbeResult result(ProcessNotice.Ended ended, Optional<OutputTail> tail) {
    if (ended.outcome() == Outcome.EXITED) {
      return new ProbeResult.Passed();
    }
    String reason = ended.reason().map(CrashReason::words).orElse("was killed");
    boolean unexplained =
        ended.reason().filter(why -> why instanceof CrashReason.ExitCode).isPresent();
    String text = unexplained ? reason + tail.map(ExecProbe::lastWords).orElse("") : reason;
    return new ProbeResult.Failed(
        text.length() > MAX_REASON ? text.substring(0, MAX_REASON) : text);
  }

  private static String lastWords(OutputTail tail) {
    List<OutputLine> lines = tail.last(Set.of(OutputStreamKind.values()), KEEP_LINES);
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (!lines.get(i).text().isBlank()) {
        return ": " + lines.get(i).text().strip();
      }
    }
    return "";
  }
}
