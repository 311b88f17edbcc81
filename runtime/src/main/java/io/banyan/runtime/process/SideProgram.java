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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;

/**
 * A program that runs beside a process and has to do with it: a managed process of its own, which
 * nobody hears of, with the directory, the variables, the user and the groups of the other. So it
 * is contained like any other.
 */
final class SideProgram {

  private static final int KEEP_LINES = 5;
  private static final int MAX_REASON = 200;

  private SideProgram() {}

  /** What is run, and under which name beside the incarnation. */
  record Task(String name, ProcessCommand command, Environment environment) {}

  /**
   * A behavior that runs it once.
   *
   * @param told as the last thing, in the actor's thread: why it failed; empty when it succeeded
   */
  static Behavior<ManagedProcess.Command> create(
      Subject subject, Task task, Consumer<Optional<String>> told) {
    Incarnation incarnation = subject.incarnation().aside(task.name());
    ProcessPorts ports = subject.ports().unheard();
    return ManagedProcess.create(
        incarnation,
        spec(subject.spec(), task),
        ports,
        notice -> {
          if (notice instanceof ProcessNotice.Ended ended) {
            told.accept(failure(ended, ports.outputs().tail(incarnation.path())));
          }
        });
  }

  private static ProcessSpec spec(ProcessSpec subject, Task task) {
    StreamSpec stream = new StreamSpec(Optional.empty(), KEEP_LINES);
    return new ProcessSpec(
        task.command(),
        subject.directory(),
        task.environment(),
        Signal.KILL,
        Shutdown.brutalKill(),
        Set.of(0),
        new OutputSpec(stream, stream),
        subject.options().withoutProcesses(),
        Limits.NONE,
        StdinSource.NULL,
        Escaped.KILL);
  }

  private static Optional<String> failure(ProcessNotice.Ended ended, Optional<OutputTail> tail) {
    if (ended.outcome() == Outcome.EXITED) {
      return Optional.empty();
    }
    String reason = ended.reason().map(CrashReason::words).orElse("was killed");
    boolean unexplained =
        ended.reason().filter(why -> why instanceof CrashReason.ExitCode).isPresent();
    String text = unexplained ? reason + tail.map(SideProgram::lastWords).orElse("") : reason;
    return Optional.of(text.length() > MAX_REASON ? text.substring(0, MAX_REASON) : text);
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
