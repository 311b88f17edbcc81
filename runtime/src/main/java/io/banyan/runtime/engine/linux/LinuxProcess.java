package io.banyan.runtime.engine.linux;

import io.banyan.runtime.dispatch.Relay;
import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.ProcessInput;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalOutcome.Delivered;
import io.banyan.runtime.engine.SignalOutcome.NobodyThere;
import io.banyan.runtime.engine.SignalOutcome.Refused;
import io.banyan.runtime.engine.SignalScope;
import io.banyan.runtime.engine.internal.Errno;
import io.banyan.runtime.engine.internal.ProcessGroup;
import io.banyan.runtime.proc.ProcStat;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One process. Until it is reaped its pid, and so the number of its group, cannot be another's;
 * signals by number are sent only then, under the lock that reaping takes too.
 */
final class LinuxProcess implements OsProcess {

  // Members may fork while they are signalled; each round reaches those of the one before.
  private static final int SIGNAL_ROUNDS = 16;

  private final ProcessGroup group;
  private final int pidfd;
  private final Optional<OutputPipe> stdout;
  private final Optional<OutputPipe> stderr;
  private final Optional<InputPipe> stdin;
  private final Consumer<LinuxProcess> forget;
  private final AtomicInteger partsLeft;

  private volatile long exitToken;
  private boolean reaped;
  private boolean groupGone;
  private long ended = Long.MAX_VALUE;

  /** Makes the pipes, which tell the process when they end; none where it writes to a file. */
  interface Outputs {
    Optional<OutputPipe> open(OutputStreamKind stream, Runnable onEnded);
  }

  LinuxProcess(
      ProcessGroup group,
      int pidfd,
      Outputs outputs,
      Optional<InputPipe> stdin,
      Consumer<LinuxProcess> forget) {
    this.group = group;
    this.pidfd = pidfd;
    this.stdin = stdin;
    this.forget = forget;
    stdout = outputs.open(OutputStreamKind.STDOUT, this::partEnded);
    stderr = outputs.open(OutputStreamKind.STDERR, this::partEnded);
    partsLeft = new AtomicInteger((int) (1 + pipes().count()));
  }

  @Override
  public ProcessIdentity identity() {
    return group.leader();
  }

  /** Waits for the exit from here on. False when the system refuses. */
  boolean watchExit(EventLoop loop, Reaper reaper, ExitListener onExit) {
    exitToken = loop.register(events -> leaderMayHaveEnded(loop, reaper, onExit));
    return loop.watch(pidfd, exitToken);
  }

  /** Reads the output from here on. False when the system refuses. */
  boolean watchOutput() {
    return pipes().allMatch(OutputPipe::start);
  }

  /** Gives up a process that is not watched, and that nobody has been told of. */
  void discard(EventLoop loop) {
    loop.remove(exitToken);
    pipes().forEach(OutputPipe::discard);
    stdin.ifPresent(InputPipe::abandon);
    Libc.close(pidfd);
  }

  @Override
  public SignalOutcome signal(Signal signal, SignalScope scope) {
    synchronized (this) {
      if (!reaped) {
        return outcome(
            scope == SignalScope.PROCESS
                ? Libc.pidfdSendSignal(pidfd, signal.number())
                : Libc.kill(groupNumber(), signal.number()));
      }
      if (scope == SignalScope.PROCESS || isGroupGone()) {
        return new NobodyThere();
      }
    }
    return signalSurvivors(signal);
  }

  @Override
  public boolean hasSurvivors() {
    synchronized (this) {
      if (reaped && isGroupGone()) {
        return false;
      }
    }
    return !survivors().isEmpty();
  }

  @Override
  public void resume(OutputStreamKind stream) {
    (stream == OutputStreamKind.STDOUT ? stdout : stderr).ifPresent(OutputPipe::resume);
  }

  @Override
  public ProcessInput stdin() {
    return stdin.<ProcessInput>map(pipe -> pipe).orElse(ProcessInput.NONE);
  }

  @Override
  public void closeOutput() {
    pipes().forEach(OutputPipe::close);
  }

  /** Called by the event thread. */
  private void leaderMayHaveEnded(EventLoop loop, Reaper reaper, ExitListener onExit) {
    Optional<ProcessExit> exit;
    synchronized (this) {
      exit = reaper.reap(pidfd, group.leader().pid());
      if (exit.isEmpty()) {
        return;
      }
      reaped = true;
      loop.remove(exitToken);
      Libc.close(pidfd);
      if (!isGroupGone()) {
        ended = ProcessGroup.now();
      }
    }
    try {
      // Somebody may be about to start a successor: sooner here than in a thread that sleeps.
      Relay.keeping(() -> told(onExit, exit.get()));
    } finally {
      partEnded();
    }
  }

  private static boolean told(ExitListener onExit, ProcessExit exit) {
    onExit.onExit(exit);
    return true;
  }

  /** The engine forgets a process when its exit and the ends of both streams have been told. */
  private void partEnded() {
    if (partsLeft.decrementAndGet() == 0) {
      stdin.ifPresent(InputPipe::abandon);
      forget.accept(this);
    }
  }

  private Stream<OutputPipe> pipes() {
    return Stream.concat(stdout.stream(), stderr.stream());
  }

  private int groupNumber() {
    return -(int) group.leader().pid();
  }

  /** Once gone, for ever gone: who has the number later is none of ours. */
  private boolean isGroupGone() {
    groupGone = groupGone || (Libc.kill(groupNumber(), 0) != 0 && Libc.errno() == Errno.ESRCH);
    return groupGone;
  }

  private synchronized long ended() {
    return ended;
  }

  private List<ProcStat> survivors() {
    return group.survivors(ended());
  }

  private SignalOutcome signalSurvivors(Signal signal) {
    SignalOutcome outcome = new NobodyThere();
    Set<Long> seen = new HashSet<>();
    for (int round = 0; round < SIGNAL_ROUNDS; round++) {
      List<ProcStat> fresh =
          survivors().stream().filter(survivor -> seen.add(survivor.pid())).toList();
      if (fresh.isEmpty()) {
        break;
      }
      for (ProcStat survivor : fresh) {
        SignalOutcome one = signal(survivor.pid(), stat -> group.isSurvivor(stat, ended()), signal);
        if (!(outcome instanceof Delivered) && !(one instanceof NobodyThere)) {
          outcome = one;
        }
      }
    }
    return outcome;
  }

  /** Signals whoever has this pid, if it is the one that is meant. */
  static SignalOutcome signal(long pid, Predicate<ProcStat> meant, Signal signal) {
    int descriptor = Libc.pidfdOpen(pid);
    if (descriptor < 0) {
      return outcome(-1);
    }
    try {
      // Looked at again now that the pidfd fixes whom the number means.
      return ProcStat.of(pid).filter(meant).isPresent()
          ? outcome(Libc.pidfdSendSignal(descriptor, signal.number()))
          : new NobodyThere();
    } finally {
      Libc.close(descriptor);
    }
  }

  private static SignalOutcome outcome(int result) {
    if (result == 0) {
      return new Delivered();
    }
    int errno = Libc.errno();
    return errno == Errno.ESRCH ? new NobodyThere() : new Refused(Errno.of(errno).meaning());
  }
}
