package io.banyan.runtime.event;

import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.alert.AlertSubject;
import io.banyan.runtime.alert.AlertTrigger;
import io.banyan.runtime.alert.ClearReason;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.limits.LimitsInForce;
import io.banyan.runtime.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** One fact about one child of the tree. Incarnations of a child are counted from 1. */
public sealed interface ProcessEvent {

  /** The child it is about; the root, if it is about the runtime as a whole. */
  ChildPath path();

  /** The incarnation it is about; 0 when it is about the child, whichever incarnation it has. */
  default int incarnation() {
    return 0;
  }

  /**
   * Whether it only tells how things are. Measurements are many and change nothing: who keeps facts
   * for long, or shows all of them, leaves these out.
   */
  default boolean isMeasurement() {
    return false;
  }

  /** A process was declared; it has never run. */
  record ProcessDeclared(ChildPath path, boolean task, String restart, List<String> commandLine)
      implements ProcessEvent {}

  /** A supervisor was declared. */
  record SupervisorDeclared(
      ChildPath path, String strategy, String restart, int maxRestarts, Duration within)
      implements ProcessEvent {}

  /**
   * It is in these groups now, and in no others.
   *
   * @param groups sorted
   */
  record Grouped(ChildPath path, List<String> groups) implements ProcessEvent {
    public Grouped {
      groups = List.copyOf(groups);
    }

    public Grouped(ChildPath path, SortedSet<String> groups) {
      this(path, List.copyOf(groups));
    }
  }

  /** Somebody has linked the incarnations that were alive then: they crash together. */
  record Linked(ChildPath path, ChildPath other) implements ProcessEvent {}

  /** Somebody has unlinked the incarnations that were alive then. */
  record Unlinked(ChildPath path, ChildPath other) implements ProcessEvent {}

  /**
   * An actor was declared.
   *
   * @param role what it is for, such as {@code pool}; empty when that is the user's own business
   */
  record ActorDeclared(ChildPath path, String restart, Optional<String> role)
      implements ProcessEvent {

    public ActorDeclared(ChildPath path, String restart) {
      this(path, restart, Optional.empty());
    }
  }

  /** It is no child any more; told after its last end, and after that of all below it. */
  record Undeclared(ChildPath path) implements ProcessEvent {}

  /** A new incarnation is about to be launched. */
  record Starting(ChildPath path, int incarnation) implements ProcessEvent {}

  /** The operating system has made the process. */
  record Launched(ChildPath path, int incarnation, ProcessIdentity process)
      implements ProcessEvent {}

  /**
   * It lives on from an earlier runtime, and is looked after again, in place of {@link Starting}
   * and {@link Launched}.
   *
   * @param since when it was launched
   */
  record Adopted(ChildPath path, int incarnation, ProcessIdentity process, Instant since)
      implements ProcessEvent {}

  /** It runs with limits; told after {@link Launched} when it has any. */
  record LimitsApplied(ChildPath path, int incarnation, LimitsInForce limits)
      implements ProcessEvent {}

  /** It is ready for use: for a supervisor, all its children are. */
  record Ready(ChildPath path, int incarnation) implements ProcessEvent {}

  /**
   * It was asked whether it is ready, and is not; told when the reason is another than before.
   *
   * @param reason one line: {@code 127.0.0.1:80: connection refused}
   */
  record NotReady(ChildPath path, int incarnation, String reason) implements ProcessEvent {}

  /** It passed its health check, for the first time or after it was {@link Unhealthy}. */
  record Healthy(ChildPath path, int incarnation) implements ProcessEvent {}

  /**
   * It failed its health check.
   *
   * @param failures how many in a row now
   * @param allowed at how many it is ended
   * @param reason what was wrong this time
   */
  record Unhealthy(ChildPath path, int incarnation, int failures, int allowed, String reason)
      implements ProcessEvent {}

  /**
   * It was asked to end.
   *
   * @param signal what was sent; empty for a supervisor, for an actor, and for a process before the
   *     steps of its {@code on-shutdown}, after which it is told again
   */
  record Stopping(ChildPath path, int incarnation, Optional<Signal> signal)
      implements ProcessEvent {}

  /**
   * Something was done before it was asked to end.
   *
   * @param number of the step, from 1
   * @param step what it was: {@code http POST 127.0.0.1:8080/drain}
   */
  record ShutdownStepDone(ChildPath path, int incarnation, int number, String step)
      implements ProcessEvent {}

  /** Something that was to be done before it was asked to end was not, or not in time. */
  record ShutdownStepFailed(ChildPath path, int incarnation, int number, String step, String reason)
      implements ProcessEvent {}

  /** The grace time was over: KILL was sent. */
  record ForceKilling(ChildPath path, int incarnation) implements ProcessEvent {}

  /**
   * It has ended.
   *
   * @param exit the system's facts; empty for a supervisor and for an actor
   * @param reason why, when the outcome is {@link Outcome#FAILED}
   */
  record Ended(
      ChildPath path,
      int incarnation,
      Outcome outcome,
      Optional<ProcessExit> exit,
      Optional<CrashReason> reason)
      implements ProcessEvent {}

  /**
   * Its supervisor will start the next incarnation.
   *
   * @param delay how long it waits before
   * @param recent how many restarts its supervisor has seen in the window, this one included
   * @param maxRestarts how many it allows
   */
  record Restarting(ChildPath path, Duration delay, int recent, int maxRestarts)
      implements ProcessEvent {}

  /**
   * It is to be started as soon as what it depends on has come.
   *
   * @param what what has not come yet, as the rest of a sentence: {@code database to be ready}
   */
  record Waiting(ChildPath path, String what) implements ProcessEvent {}

  /** It has failed, and is declared not to be restarted after an end like that. */
  record NotRestarted(ChildPath path, int incarnation, CrashReason.NotRestarted reason)
      implements ProcessEvent {}

  /**
   * Output was lost before it got into its log file. Told at most every ten seconds while it goes
   * on, and when it is over.
   *
   * @param bytes how many since this was last told
   */
  record OutputDropped(ChildPath path, OutputStreamKind stream, long bytes)
      implements ProcessEvent {}

  /**
   * Output could not be kept in its log file, or the file could not be rotated or compressed; the
   * process runs on.
   */
  record LogFailed(ChildPath path, OutputStreamKind stream, String reason)
      implements ProcessEvent {}

  /**
   * These are the alerts of a process now, and no others.
   *
   * @param rules in the order of their declaration
   */
  record AlertsDeclared(ChildPath path, List<AlertRule> rules) implements ProcessEvent {
    public AlertsDeclared {
      rules = List.copyOf(rules);
    }
  }

  /**
   * A process was looked at. Told for every process at every interval of the monitor; for one that
   * ends at that moment perhaps just after its end.
   */
  record Sampled(ChildPath path, int incarnation, Usage usage) implements ProcessEvent {
    @Override
    public boolean isMeasurement() {
      return true;
    }
  }

  /**
   * A process has used more than its alert allows, for as long as that has to last.
   *
   * @param alert its name
   * @param value what was used then: percent of one core, or bytes
   */
  record AlertRaised(
      ChildPath path, int incarnation, String alert, AlertTrigger trigger, double value)
      implements ProcessEvent {

    /** What is used, as a sentence: {@code memory of the tree is 80MiB, above 64MiB for 30s}. */
    public String description() {
      return trigger.description(value);
    }
  }

  /**
   * A step of an alert was taken.
   *
   * @param action {@code event}, {@code log}, {@code command} or {@code restart}
   * @param result what came of it, for people
   */
  record AlertActed(ChildPath path, int incarnation, String alert, String action, String result)
      implements ProcessEvent {}

  /** An alert that was raised is over. */
  record AlertCleared(
      ChildPath path, int incarnation, String alert, AlertSubject subject, Cleared how)
      implements ProcessEvent {

    /**
     * How it came to be over.
     *
     * @param value what was used last
     * @param raisedFor how long it was raised
     */
    public record Cleared(ClearReason reason, double value, Duration raisedFor) {}
  }

  /** It wrote a line that is declared to be worth knowing. */
  record PatternMatched(ChildPath path, int incarnation, LineMatch match) implements ProcessEvent {}

  /** It wrote a line that is declared to be alarming. */
  record PatternAlert(ChildPath path, int incarnation, LineMatch match) implements ProcessEvent {}

  /** A pattern is not looked for any more, because that takes too long on too many lines. */
  record PatternGivenUp(ChildPath path, int incarnation, String pattern, String reason)
      implements ProcessEvent {}

  /**
   * A supervisor has given up and ends, so that its own supervisor has to act; told when that is
   * decided, before its children are stopped.
   *
   * @param reason why, in words
   */
  record Escalated(ChildPath path, int incarnation, String reason) implements ProcessEvent {}

  /**
   * An operator has said whether it is to be up, which holds until he says otherwise.
   *
   * @param up false after a stop or a kill, true after a start or restart
   */
  record Wanted(ChildPath path, boolean up) implements ProcessEvent {}

  /** An operator has sent it a signal that is not meant to end it. */
  record SignalSent(ChildPath path, int incarnation, Signal signal) implements ProcessEvent {}

  /**
   * When the next run of something periodic is due has changed. Told for each run.
   *
   * @param schedule for people: {@code every 1m}, {@code 0 3 * * * (Europe/Berlin)}
   * @param next empty while it is paused, and when there will be none
   */
  record RunPlanned(ChildPath path, String schedule, Optional<Instant> next)
      implements ProcessEvent {
    @Override
    public boolean isMeasurement() {
      return true;
    }
  }

  /**
   * A run of something periodic has begun.
   *
   * @param run counted from 1 in each life of it
   * @param cause {@code schedule}, {@code missed}, {@code waited} or {@code by hand}
   */
  record RunStarted(ChildPath path, int run, String cause) implements ProcessEvent {}

  /**
   * A run of something periodic has ended.
   *
   * @param failure why it was no success
   */
  record RunEnded(ChildPath path, int run, Optional<String> failure, Duration took)
      implements ProcessEvent {}

  /** A run of something periodic was due, and was left out. */
  record RunSkipped(ChildPath path, String reason) implements ProcessEvent {}

  /**
   * The time of runs has passed unseen, such as in a machine that slept.
   *
   * @param madeUp for how many of them there is a run now
   */
  record RunsMissed(ChildPath path, long count, int madeUp) implements ProcessEvent {}

  /** Somebody has paused something periodic: nothing of it is due any more. */
  record SchedulePaused(ChildPath path) implements ProcessEvent {}

  /** Something periodic goes on after a pause. */
  record ScheduleResumed(ChildPath path) implements ProcessEvent {}

  /** It was told to read its own configuration again, and took that. */
  record Reloaded(ChildPath path, int incarnation) implements ProcessEvent {}

  /**
   * What earlier runtimes knew of it; told after its declaration, before anything is started.
   *
   * @param memory of the child of this path
   */
  record Recalled(ChildPath path, Memory memory) implements ProcessEvent {}

  /**
   * A runtime begins.
   *
   * @param process its JVM
   */
  record RuntimeStarted(ChildPath path, ProcessIdentity process) implements ProcessEvent {}

  /** A runtime has ended in order, and has left nothing running. The last of its facts. */
  record RuntimeEnded(ChildPath path) implements ProcessEvent {}

  /**
   * Facts cannot be made durable for now; nothing else is affected. Told once until it is over.
   *
   * @param reason one line
   */
  record JournalFailed(ChildPath path, String reason) implements ProcessEvent {}

  /**
   * Facts are durable again, and those that waited for it are, too.
   *
   * @param lost how many are not in the journal because more came than could wait
   */
  record JournalRecovered(ChildPath path, long lost) implements ProcessEvent {}
}
