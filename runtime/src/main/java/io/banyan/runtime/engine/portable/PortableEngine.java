package io.banyan.runtime.engine.portable;

import io.banyan.runtime.engine.Adoptee;
import io.banyan.runtime.engine.EngineCapabilities;
import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchResult.Launched;
import io.banyan.runtime.engine.LaunchResult.NotLaunched;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OutputFiles;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalOutcome.Delivered;
import io.banyan.runtime.engine.SignalOutcome.NobodyThere;
import io.banyan.runtime.engine.SignalScope;
import io.banyan.runtime.engine.SystemTools;
import io.banyan.runtime.engine.internal.AdoptedProcess;
import io.banyan.runtime.engine.internal.EngineThread;
import io.banyan.runtime.engine.internal.Errno;
import io.banyan.runtime.engine.internal.ProgramLookup;
import io.banyan.runtime.proc.ProcStat;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Launches through {@link ProcessBuilder}, in a session of its own where {@code setsid} exists. */
final class PortableEngine implements ProcessEngine {

  private static final Logger LOG = LoggerFactory.getLogger(PortableEngine.class);
  // A killed process ends at once unless the kernel itself hangs (a dead network disk).
  private static final long END_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final LaunchFailed CLOSED =
      new LaunchFailed("ECANCELED", "The launch engine is closed");
  private static final File NULL_DEVICE = new File("/dev/null");
  private static final Pattern ERRNO = Pattern.compile("error=(\\d+)");

  private final Optional<String> setsid = SystemTools.find("setsid").map(Path::toString);
  private final Set<PortableProcess> processes = ConcurrentHashMap.newKeySet();
  private final Set<AdoptedProcess> adopted = ConcurrentHashMap.newKeySet();
  // Launches share it, close takes it alone: no launch can slip past a close.
  private final ReadWriteLock closing = new ReentrantReadWriteLock();
  private boolean closed;

  @Override
  public EngineCapabilities capabilities() {
    return new EngineCapabilities("portable", false, setsid.isPresent(), false, true);
  }

  @Override
  public LaunchResult launch(LaunchSpec spec, ExitListener onExit) {
    closing.readLock().lock();
    try {
      if (closed) {
        return new NotLaunched(CLOSED);
      }
      if (spec.notifications().isPresent()) {
        return new NotLaunched(
            new LaunchFailed(
                "ENOTSUP",
                "The portable launch engine gives processes no way to tell that they are ready"));
      }
      ProgramLookup lookup = ProgramLookup.of(spec);
      if (lookup.failure().isPresent()) {
        return new NotLaunched(lookup.failure().get());
      }
      return start(spec, lookup.program(), onExit);
    } finally {
      closing.readLock().unlock();
    }
  }

  /** The JDK waits for the end of any process, if it is not a child by looking now and then. */
  @Override
  public LaunchResult adopt(Adoptee adoptee, ExitListener onExit) {
    closing.readLock().lock();
    try {
      if (closed) {
        return new NotLaunched(CLOSED);
      }
      AdoptedProcess process =
          new AdoptedProcess(
              adoptee, this::signal, new AdoptedProcess.Told(onExit, adopted::remove));
      adopted.add(process);
      Optional<ProcessHandle> handle = ProcessHandle.of(adoptee.process().pid());
      if (handle.isPresent() && process.isAlive()) {
        String name = "banyan-adopted-" + adoptee.process().pid();
        handle.get().onExit().thenRun(() -> new EngineThread(name, process::ended).start());
      } else {
        process.ended();
      }
      return new Launched(process);
    } finally {
      closing.readLock().unlock();
    }
  }

  /** The JDK compares the start time too, and needs no program to send TERM and KILL. */
  @Override
  public SignalOutcome signal(ProcessIdentity process, Signal signal) {
    Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
    boolean meant =
        ProcStat.of(process.pid())
            .filter(stat -> stat.startTime() == process.startTime())
            .isPresent();
    if (handle.isEmpty() || !meant) {
      return new NobodyThere();
    } else if (signal.equals(Signal.KILL)) {
      return handle.get().destroyForcibly() ? new Delivered() : new NobodyThere();
    } else if (signal.equals(Signal.TERM)) {
      return handle.get().destroy() ? new Delivered() : new NobodyThere();
    }
    return KillCommand.send(signal, List.of(Long.toString(process.pid())));
  }

  @Override
  public void close() {
    closing.writeLock().lock();
    try {
      closed = true;
    } finally {
      closing.writeLock().unlock();
    }
    for (PortableProcess process : processes) {
      process.signal(Signal.KILL, SignalScope.GROUP);
      process.closeOutput();
    }
    adopted.forEach(process -> process.signal(Signal.KILL, SignalScope.GROUP));
    if (!EngineThread.isCurrent()) {
      awaitEnd();
    }
  }

  private void awaitEnd() {
    long deadline = System.nanoTime() + END_LIMIT_NANOS;
    try {
      for (PortableProcess process : processes) {
        if (!process.awaitAllTold(deadline - System.nanoTime())) {
          LOG.warn("Closed, but not all is over: {} processes are left", processes.size());
          return;
        }
      }
      for (AdoptedProcess process : adopted) {
        if (!process.awaitTold(deadline - System.nanoTime())) {
          LOG.warn("Closed, but adopted process {} has not ended", process.identity().pid());
          return;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private LaunchResult start(LaunchSpec spec, String program, ExitListener onExit) {
    List<String> command = new ArrayList<>();
    setsid.ifPresent(command::add);
    command.addAll(spec.prefix());
    command.add(program);
    command.addAll(spec.command().subList(1, spec.command().size()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(spec.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(spec.environment());
    builder.redirectInput(stdin(spec));
    spec.files().ifPresent(files -> redirect(builder, files));
    try {
      PortableProcess process =
          new PortableProcess(builder.start(), setsid.isPresent(), spec, processes::remove);
      processes.add(process);
      process.watch(onExit);
      return new Launched(process);
    } catch (IOException refused) {
      return new NotLaunched(failure(spec, refused));
    }
  }

  private static void redirect(ProcessBuilder builder, OutputFiles files) {
    builder.redirectOutput(Redirect.appendTo(files.stdout().toFile()));
    builder.redirectError(Redirect.appendTo(files.stderr().toFile()));
  }

  private static Redirect stdin(LaunchSpec spec) {
    return switch (spec.stdin()) {
      case NULL -> Redirect.from(NULL_DEVICE);
      case PIPE -> Redirect.PIPE;
      case INHERIT -> Redirect.INHERIT;
    };
  }

  /** The JDK tells errno only in the text of its exception. */
  private static LaunchFailed failure(LaunchSpec spec, IOException refused) {
    String text = String.valueOf(refused.getMessage());
    Matcher matcher = ERRNO.matcher(text);
    return matcher.find()
        ? Errno.of(Integer.parseInt(matcher.group(1))).launchFailed(spec.command().get(0))
        : new LaunchFailed("EUNKNOWN", text);
  }
}
