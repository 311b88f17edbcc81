package io.banyan.runtime.process;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.DurationText;
import io.banyan.runtime.probe.Probe;
import io.banyan.runtime.probe.ProbeResult;
import io.banyan.runtime.probe.RemoteProbes.Attempt;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks how a process is, one question at a time. An answer that comes too late is nobody's; a
 * program that asks too long is killed, and there is no other before it is gone. Used by one actor.
 */
final class Questions {

  private final ActorContext<Probing.Command> context;
  private final Subject subject;
  private int last;
  private boolean asking;
  private Duration limit = Duration.ZERO;
  private @Nullable Attempt remote;
  private @Nullable ActorRef<ManagedProcess.Command> program;

  Questions(ActorContext<Probing.Command> context, Subject subject) {
    this.context = context;
    this.subject = subject;
  }

  /**
   * Asks; the answer comes as a message.
   *
   * @return the answer when it can be given at once
   */
  Optional<ProbeResult> ask(Probe probe, Duration answerLimit) {
    cancelRemote();
    if (program != null) {
      return Optional.of(new ProbeResult.Failed("the program that asked before does not end"));
    }
    last++;
    asking = true;
    limit = answerLimit;
    int number = last;
    ActorRef<Probing.Command> self = context.getSelf();
    if (probe instanceof Probe.Exec exec) {
      program =
          context.spawn(
              ExecProbe.create(
                  subject, exec, number, result -> self.tell(new Probing.Answered(number, result))),
              "probe-" + number,
              DispatcherSelector.sameAsParent());
      ProbeResult lost = new ProbeResult.Failed("its actor failed; see the log");
      context.watchWith(program, new Probing.Answered(number, lost));
    } else if (probe instanceof Probe.Remote server) {
      remote =
          subject
              .ports()
              .probes()
              .ask(server, result -> self.tell(new Probing.Answered(number, result)));
    }
    return Optional.empty();
  }

  /** An answer has come; empty when nobody waits for it any more. */
  Optional<ProbeResult> answered(Probing.Answered answer) {
    if (answer.question() != last) {
      return Optional.empty();
    }
    program = null;
    boolean awaited = asking;
    asking = false;
    return awaited ? Optional.of(answer.result()) : Optional.empty();
  }

  /** No answer within its time. */
  Optional<ProbeResult> timeIsUp() {
    if (!asking) {
      return Optional.empty();
    }
    breakOff(false);
    return Optional.of(new ProbeResult.Failed("no answer within " + DurationText.of(limit)));
  }

  /**
   * Nothing is asked any more.
   *
   * @param thorough {@link #isIdle} is to wait also for what left the group of a program
   */
  void breakOff(boolean thorough) {
    asking = false;
    cancelRemote();
    if (program != null) {
      program.tell(new ManagedProcess.Stop(Signal.KILL, Shutdown.brutalKill(), true, thorough));
    }
  }

  /** Whether no program is left that asks. */
  boolean isIdle() {
    return program == null;
  }

  private void cancelRemote() {
    if (remote != null) {
      remote.cancel();
      remote = null;
    }
  }
}
