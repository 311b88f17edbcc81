package io.banyan.runtime.engine.portable;

import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.ProcessInput;
import io.banyan.runtime.engine.ResourceUsage;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalOutcome.Delivered;
import io.banyan.runtime.engine.SignalOutcome.NobodyThere;
import io.banyan.runtime.engine.SignalOutcome.Refused;
import io.banyan.runtime.engine.SignalScope;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.engine.internal.EngineThread;
import io.banyan.runtime.engine.internal.ProcessGroup;
import io.banyan.runtime.proc.ProcStat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process: a thread that waits for it and a thread for each of its streams. */
final class PortableProcess implements OsProcess {

  private static final Logger LOG = LoggerFactory.getLogger(PortableProcess.class);
  private static final int SIGNAL_BASE = 128;

  private final Process process;
  private final boolean ownSession;
  private final ProcessIdentity identity;
  private final ProcessGroup group;
  private final StreamReader stdout;
  private final StreamReader stderr;
  private final Optional<InputWriter> stdin;
  private final Consumer<PortableProcess> forget;
  private final CountDownLatch allTold = new CountDownLatch(1);
  private volatile long ended = Long.MAX_VALUE;
  private final AtomicInteger partsLeft = new AtomicInteger(3);

  PortableProcess(
      Process process, boolean ownSession, LaunchSpec spec, Consumer<PortableProcess> forget) {
    this.process = process;
    this.ownSession = ownSession;
    this.forget = forget;
    // 0 when it has already ended and the JVM has already taken note.
    long startTime = ProcStat.of(process.pid()).map(ProcStat::startTime).orElse(0L);
    identity = new ProcessIdentity(process.pid(), startTime);
    group = ProcessGroup.of(identity, spec);
    stdin =
        spec.stdin() == StdinSource.PIPE
            ? Optional.of(new InputWriter(process.getOutputStream(), name("stdin")))
            : Optional.empty();
    stdout =
        new StreamReader(
            process.getInputStream(), handler(spec, OutputStreamKind.STDOUT), this::partEnded);
    stderr =
        new StreamReader(
            process.getErrorStream(), handler(spec, OutputStreamKind.STDERR), this::partEnded);
  }

  /** Of a process that writes to files the JDK tells an empty stream: its end is not theirs. */
  private static OutputHandler handler(LaunchSpec spec, OutputStreamKind stream) {
    return spec.files().isPresent() ? OutputHandler.NONE : spec.output(stream);
  }

  /** Starts the threads; once. */
  void watch(ExitListener onExit) {
    daemon("stdout", stdout::run);
    daemon("stderr", stderr::run);
    daemon("exit", () -> awaitExit(onExit));
  }

  @Override
  public ProcessIdentity identity() {
    return identity;
  }

  @Override
  public SignalOutcome signal(Signal signal, SignalScope scope) {
    boolean leaderAlive = process.isAlive();
    boolean reachable = leaderAlive || (scope == SignalScope.GROUP && hasSurvivors());
    if (!reachable) {
      return new NobodyThere();
    }
    SignalOutcome outcome = KillCommand.send(signal, targets(scope));
    if (outcome instanceof Refused && leaderAlive && signal.equals(Signal.KILL)) {
      // No descriptor or process left to run kill with: the leader at least must be able to end.
      return process.toHandle().destroyForcibly() ? new Delivered() : outcome;
    }
    return outcome;
  }

  @Override
  public boolean hasSurvivors() {
    if (!ownSession) {
      return false;
    }
    if (identity.startTime() > 0) {
      return !group.survivors(ended).isEmpty();
    }
    // A living process with this pid is a stranger: ours has ended.
    return ProcessHandle.of(identity.pid()).isEmpty() && KillCommand.exists("-" + identity.pid());
  }

  @Override
  public ProcessInput stdin() {
    return stdin.<ProcessInput>map(writer -> writer).orElse(ProcessInput.NONE);
  }

  @Override
  public void resume(OutputStreamKind stream) {
    (stream == OutputStreamKind.STDOUT ? stdout : stderr).resume();
  }

  @Override
  public void closeOutput() {
    stdout.closeSoon();
    stderr.closeSoon();
    if (!stdout.hasEnded() || !stderr.hasEnded()) {
      daemon(
          "close",
          () -> {
            stdout.endWhenIdle();
            stderr.endWhenIdle();
          });
    }
  }

  /** Waits, until the limit, for everything about this process to be told. False when it is not. */
  boolean awaitAllTold(long nanos) throws InterruptedException {
    return allTold.await(nanos, TimeUnit.NANOSECONDS);
  }

  private void awaitExit(ExitListener onExit) {
    int code = waitFor();
    ended = ProcessGroup.now();
    try {
      onExit.onExit(new ProcessExit(status(code), ResourceUsage.UNKNOWN));
    } catch (RuntimeException broken) {
      LOG.error("The exit listener of process {} failed", identity.pid(), broken);
    } finally {
      partEnded();
    }
  }

  /** The engine forgets a process when its exit and the ends of both streams have been told. */
  private void partEnded() {
    if (partsLeft.decrementAndGet() == 0) {
      stdin.ifPresent(InputWriter::abandon);
      allTold.countDown();
      forget.accept(this);
    }
  }

  private int waitFor() {
    int code = -1;
    while (code < 0) {
      try {
        code = process.waitFor();
      } catch (InterruptedException ours) {
        // Nobody but this class knows the thread, and it has nothing else to do.
        LOG.debug("Interrupted while waiting for process {}", identity.pid());
      }
    }
    return code;
  }

  /** The JDK reports a death by signal n as 128 + n, as a shell would. */
  private static ExitStatus status(int code) {
    if (code <= SIGNAL_BASE) {
      return new ExitStatus.Exited(code);
    }
    return Signal.ofNumber(code - SIGNAL_BASE)
        .<ExitStatus>map(signal -> new ExitStatus.Signaled(signal, false))
        .orElseGet(() -> new ExitStatus.Exited(code));
  }

  private List<String> targets(SignalScope scope) {
    if (scope == SignalScope.PROCESS) {
      return List.of(Long.toString(identity.pid()));
    }
    if (ownSession) {
      return List.of("-" + identity.pid());
    }
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(handle -> Long.toString(handle.pid()))
        .toList();
  }

  private void daemon(String what, Runnable task) {
    new EngineThread(name(what), task).start();
  }

  private String name(String what) {
    return "banyan-process-" + process.pid() + "-" + what;
  }
}
