package io.banyan.runtime.engine.internal;

import io.banyan.runtime.engine.Adoptee;
import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.ResourceUsage;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalOutcome.Delivered;
import io.banyan.runtime.engine.SignalOutcome.NobodyThere;
import io.banyan.runtime.engine.SignalScope;
import io.banyan.runtime.proc.ProcStat;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A process that is not our child. Somebody else reaps it, so its number may be another's at any
 * moment after its end: every signal goes to one process whose start time is checked, and never to
 * the number of the group.
 */
public final class AdoptedProcess implements OsProcess {

  // Members may fork while they are signalled; each round reaches those of the one before.
  private static final int SIGNAL_ROUNDS = 16;

  private final ProcessGroup group;
  private final BiFunction<ProcessIdentity, Signal, SignalOutcome> signaller;
  private final ExitListener onExit;
  private final Consumer<AdoptedProcess> forget;
  private final CountDownLatch told = new CountDownLatch(1);
  private volatile long ended = Long.MAX_VALUE;

  /** Whom it tells of its end: first the listener, then the engine. */
  public record Told(ExitListener onExit, Consumer<AdoptedProcess> forget) {}

  /**
   * @param signaller signals a process only if it is still the same
   */
  public AdoptedProcess(
      Adoptee adoptee, BiFunction<ProcessIdentity, Signal, SignalOutcome> signaller, Told told) {
    this.group =
        new ProcessGroup(
            adoptee.process(), adoptee.cookie().map(value -> LaunchSpec.COOKIE + "=" + value));
    this.signaller = signaller;
    this.onExit = told.onExit();
    this.forget = told.forget();
  }

  /** Whether the leader runs: a zombie does not. */
  public boolean isAlive() {
    return ProcStat.of(identity().pid())
        .filter(stat -> stat.startTime() == identity().startTime() && stat.alive())
        .isPresent();
  }

  /** The leader has ended. Called once, by a thread of the engine. */
  public void ended() {
    ended = ProcessGroup.now();
    try {
      onExit.onExit(new ProcessExit(new ExitStatus.Unknown(), ResourceUsage.UNKNOWN));
    } finally {
      told.countDown();
      forget.accept(this);
    }
  }

  /** Waits, until the limit, for the end to be told. False when it is not. */
  public boolean awaitTold(long nanos) throws InterruptedException {
    return told.await(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public ProcessIdentity identity() {
    return group.leader();
  }

  @Override
  public SignalOutcome signal(Signal signal, SignalScope scope) {
    SignalOutcome leader =
        ended == Long.MAX_VALUE ? signaller.apply(identity(), signal) : new NobodyThere();
    if (scope == SignalScope.PROCESS) {
      return leader;
    }
    SignalOutcome outcome = leader;
    Set<ProcessIdentity> seen = new HashSet<>();
    boolean fresh = true;
    for (int round = 0; round < SIGNAL_ROUNDS && fresh; round++) {
      fresh = false;
      for (ProcStat member : group.survivors(ended)) {
        ProcessIdentity one = new ProcessIdentity(member.pid(), member.startTime());
        if (seen.add(one)) {
          fresh = true;
          outcome = better(outcome, signaller.apply(one, signal));
        }
      }
    }
    return outcome;
  }

  @Override
  public boolean hasSurvivors() {
    return !group.survivors(ended).isEmpty();
  }

  /** What it writes goes to files. */
  @Override
  public void resume(OutputStreamKind stream) {}

  @Override
  public void closeOutput() {}

  private static SignalOutcome better(SignalOutcome one, SignalOutcome other) {
    return one instanceof Delivered || other instanceof NobodyThere ? one : other;
  }
}
