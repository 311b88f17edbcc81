package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcFs;
import io.banyan.runtime.proc.ProcStat;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Waits for processes whose parents have died, where this JVM is the first process of a container
 * and so gets them all: otherwise each would stay in the table of processes, dead, for ever.
 *
 * <p>A dead child is taken when it was dead a second ago already: the engine and the JDK wait for
 * their own at once, and their exits must not be taken from them.
 */
final class OrphanReaper implements AutoCloseable {

  private static final long FIRST_PROCESS = 1;
  private static final long PERIOD_SECONDS = 1;
  private static final int WNOHANG = 1;

  private final ProcFs proc = new ProcFs();
  private final Predicate<ProcessIdentity> ours;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "banyan-orphans");
            thread.setDaemon(true);
            return thread;
          });
  private Set<ProcessIdentity> dead = Set.of();

  private OrphanReaper(Predicate<ProcessIdentity> ours) {
    this.ours = ours;
    looks.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Begins to look every second; empty where orphans are somebody else's.
   *
   * @param ours those the engine waits for; asked on a thread of its own
   */
  static Optional<OrphanReaper> start(Predicate<ProcessIdentity> ours) {
    return ProcessHandle.current().pid() == FIRST_PROCESS
        ? Optional.of(new OrphanReaper(ours))
        : Optional.empty();
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }

  private void look() {
    Set<ProcessIdentity> now = new HashSet<>();
    for (long pid : proc.pids()) {
      proc.stat(pid)
          .filter(stat -> stat.state() == 'Z' && stat.ties().parent() == FIRST_PROCESS)
          .map(ProcStat::identity)
          .filter(orphan -> !ours.test(orphan))
          .ifPresent(now::add);
    }
    for (ProcessIdentity orphan : now) {
      if (dead.contains(orphan)) {
        Libc.waitpid((int) orphan.pid(), 0, WNOHANG);
      }
    }
    dead = now;
  }
}
