package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.Adoptee;
import io.banyan.runtime.engine.EngineCapabilities;
import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchResult.Launched;
import io.banyan.runtime.engine.LaunchResult.NotLaunched;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.Notifications;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalScope;
import io.banyan.runtime.engine.internal.AdoptedProcess;
import io.banyan.runtime.engine.internal.EngineThread;
import io.banyan.runtime.engine.internal.Errno;
import io.banyan.runtime.engine.internal.ProcessGroup;
import io.banyan.runtime.engine.linux.Pipe.SystemCallException;
import io.banyan.runtime.engine.linux.Spawner.NotSpawned;
import io.banyan.runtime.engine.linux.Spawner.Spawned;
import io.banyan.runtime.proc.ProcStat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ties together the spawner, the event thread and the output workers. */
final class LinuxEngine implements ProcessEngine {

  private static final Logger LOG = LoggerFactory.getLogger(LinuxEngine.class);
  // A killed process ends at once unless the kernel itself hangs (a dead network disk).
  private static final long END_LIMIT_MILLIS = 10_000;

  private static final LaunchFailed CLOSED =
      new LaunchFailed("ECANCELED", "The launch engine is closed");

  private final Spawner spawner = new Spawner();
  private final StartTimes startTimes = new StartTimes();
  private final Reaper reaper = new Reaper();
  private final Buffers buffers = new Buffers();
  private final OutputWorkers workers;
  private final EventLoop loop;
  private final Set<OsProcess> processes = ConcurrentHashMap.newKeySet();
  // Launches share it, close takes it alone: no launch can slip past a close.
  private final ReadWriteLock closing = new ReentrantReadWriteLock();
  private final Optional<OrphanReaper> orphans = OrphanReaper.start(this::isOurs);
  private volatile boolean closed;

  LinuxEngine(EngineSettings settings) {
    workers = new OutputWorkers(settings.outputThreads(), settings.maxOutputThreads(), buffers);
    loop = new EventLoop(() -> closed && processes.isEmpty(), workers::relieve, this::free);
    loop.start();
  }

  @Override
  public EngineCapabilities capabilities() {
    return new EngineCapabilities("linux", true, true, true, false);
  }

  @Override
  public LaunchResult launch(LaunchSpec spec, ExitListener onExit) {
    closing.readLock().lock();
    try {
      if (closed) {
        return new NotLaunched(CLOSED);
      }
      return spec.notifications().isPresent()
          ? launchNotifying(spec, spec.notifications().get(), onExit)
          : register(spawner.spawn(spec, -1), spec, onExit);
    } catch (NotSpawned failed) {
      return new NotLaunched(failed.reason());
    } catch (SystemCallException failed) {
      return new NotLaunched(failed.launchFailed(spec.command().get(0)));
    } finally {
      closing.readLock().unlock();
    }
  }

  private LaunchResult launchNotifying(LaunchSpec spec, Notifications told, ExitListener onExit)
      throws NotSpawned, SystemCallException {
    NotifyEnd end = NotifyEnd.open(told, loop);
    LaunchResult result = new NotLaunched(new LaunchFailed("EIO", "The launch was broken off"));
    try {
      LaunchSpec equipped = end.equip(spec);
      ExitListener closing =
          exit -> {
            end.close();
            onExit.onExit(exit);
          };
      result = register(spawner.spawn(equipped, end.theirs()), equipped, closing);
    } finally {
      if (result instanceof NotLaunched) {
        end.discard();
      }
    }
    if (result instanceof Launched launched && !end.start()) {
      LOG.error("Cannot watch whether process {} is ready", launched.process().identity().pid());
      end.close();
    }
    return result;
  }

  @Override
  public LaunchResult adopt(Adoptee adoptee, ExitListener onExit) {
    closing.readLock().lock();
    try {
      if (closed) {
        return new NotLaunched(CLOSED);
      }
      AdoptedProcess process =
          new AdoptedProcess(adoptee, this::signal, new AdoptedProcess.Told(onExit, this::forget));
      processes.add(process);
      Optional<Errno> refused = AdoptedExit.watch(process, loop);
      if (refused.isPresent()) {
        processes.remove(process);
        return new NotLaunched(refused.get().launchFailed("process " + adoptee.process().pid()));
      }
      return new Launched(process);
    } finally {
      closing.readLock().unlock();
    }
  }

  @Override
  public SignalOutcome signal(ProcessIdentity process, Signal signal) {
    return LinuxProcess.signal(
        process.pid(), stat -> stat.startTime() == process.startTime(), signal);
  }

  @Override
  public void close() {
    closing.writeLock().lock();
    try {
      closed = true;
    } finally {
      closing.writeLock().unlock();
    }
    for (OsProcess process : processes) {
      process.signal(Signal.KILL, SignalScope.GROUP);
      process.closeOutput();
    }
    orphans.ifPresent(OrphanReaper::close);
    loop.wakeUp();
    if (!EngineThread.isCurrent()) {
      awaitEnd();
    }
  }

  private LaunchResult register(Spawned spawned, LaunchSpec spec, ExitListener onExit) {
    int pidfd = Libc.pidfdOpen(spawned.pid());
    if (pidfd < 0) {
      Errno errno = Errno.of(Libc.errno());
      spawned.pipes().closeOurs();
      return undo(spawned.pid(), errno.launchFailed(spec.command().get(0)));
    }
    LinuxProcess process =
        new LinuxProcess(
            ProcessGroup.of(identify(spawned), spec),
            pidfd,
            (stream, onEnded) ->
                spawned
                    .readEnd(stream)
                    .map(end -> new OutputPipe(end, spec.output(stream), loop, workers, onEnded)),
            spawned.writeEnd().map(end -> new InputPipe(end, loop, buffers)),
            this::forget);
    processes.add(process);
    if (!process.watchExit(loop, reaper, onExit)) {
      process.discard(loop);
      processes.remove(process);
      LaunchFailed reason = new LaunchFailed("ENOSPC", "Too many files are watched already");
      return undo(spawned.pid(), reason);
    }
    if (!process.watchOutput()) {
      LOG.error("Cannot watch the output of process {}, so it is killed", spawned.pid());
      process.signal(Signal.KILL, SignalScope.GROUP);
      process.closeOutput();
    }
    return new Launched(process);
  }

  /** Nobody waits for this one yet, so its pid is its own. */
  private static LaunchResult undo(int pid, LaunchFailed reason) {
    Libc.kill(-pid, Signal.KILL.number());
    Libc.waitpid(pid, 0, 0);
    return new NotLaunched(reason);
  }

  private ProcessIdentity identify(Spawned spawned) {
    int pid = spawned.pid();
    // Not reaped before it is watched: there is an entry, be it a zombie's.
    return new ProcessIdentity(
        pid,
        startTimes.of(spawned.made(), () -> ProcStat.of(pid).map(ProcStat::startTime).orElse(0L)));
  }

  private boolean isOurs(ProcessIdentity identity) {
    return processes.stream().anyMatch(process -> process.identity().pid() == identity.pid());
  }

  private void forget(OsProcess process) {
    processes.remove(process);
    if (closed) {
      loop.wakeUp();
    }
  }

  private void awaitEnd() {
    try {
      if (!loop.awaitEnd(END_LIMIT_MILLIS)) {
        LOG.warn("Closed, but not all is over: {} processes are left", processes.size());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The last act of the event thread. */
  private void free() {
    workers.shutDown();
    spawner.close();
    reaper.close();
  }
}
