package io.banyan.runtime.containment;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Containment by the cookie in the environment: one daemon thread, started by the first sweep, and
 * one pass over all processes for all sweeps that are due. A descendant that clears its environment
 * is not found.
 */
public final class Sweeper implements Containment, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final long LOOK_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long FOR_EVER_NANOS = Long.MAX_VALUE / 2;
  private static final int BACKGROUND_SHARE = 20;

  private final Census census;
  private final ProcessTable table;
  private final BiFunction<ProcessIdentity, Signal, SignalOutcome> signaller;
  private final ContainmentSettings settings;
  private final Thread thread = new Thread(this::run, "banyan-sweeper");

  private volatile Duration lastPass = Duration.ZERO;

  // Guarded by this.
  private final Map<String, Job> jobs = new HashMap<>();
  private boolean started;
  private boolean closed;
  private long pausesUntil;

  /** A sweep of one incarnation, or, without a name, of all, and those who wait for it. */
  private record Job(
      String incarnation, boolean everything, Sweep sweep, CompletableFuture<Void> done) {

    List<Carrier> own(Map<String, List<Carrier>> carriers) {
      return (incarnation.isEmpty()
              ? carriers.values().stream().flatMap(List::stream)
              : carriers.getOrDefault(incarnation, List.of()).stream())
          .filter(carrier -> everything || !carrier.left())
          .toList();
    }
  }

  /**
   * A sweeper of this system's processes; empty, with a word in the log, where these cannot be
   * seen.
   *
   * @param heritage whose processes are swept
   * @param signaller signals a process only if it is still the same
   */
  public static Optional<Sweeper> ofSystem(
      Heritage heritage,
      BiFunction<ProcessIdentity, Signal, SignalOutcome> signaller,
      ContainmentSettings settings) {
    SystemProcesses table = new SystemProcesses();
    long self = ProcessHandle.current().pid();
    Optional<Census> census =
        table
            .facts(self)
            .map(facts -> heritage.oldest(facts.identity().startTime()))
            .map(since -> new Census.Origin(self, since))
            .map(runtime -> new Census(table, heritage.all(), runtime, Sweeper::shortPause));
    if (census.isEmpty()) {
      LOG.info("No /proc: what leaves the group of its process is not found here");
    }
    return census.map(found -> new Sweeper(table, found, signaller, settings));
  }

  Sweeper(
      ProcessTable table,
      Census census,
      BiFunction<ProcessIdentity, Signal, SignalOutcome> signaller,
      ContainmentSettings settings) {
    this.table = table;
    this.census = census;
    this.signaller = signaller;
    this.settings = settings;
    thread.setDaemon(true);
  }

  @Override
  public synchronized CompletionStage<Void> sweep(Remains remains) {
    if (closed) {
      return CompletableFuture.completedFuture(null);
    }
    Job job =
        jobs.computeIfAbsent(
            remains.incarnation(),
            incarnation ->
                new Job(
                    incarnation,
                    remains.everything(),
                    new Sweep(remains.signal(), times(remains)),
                    new CompletableFuture<>()));
    job.sweep().hurry(times(remains));
    wakeFor(job.sweep().times().begin());
    return job.done().copy();
  }

  @Override
  public synchronized CompletionStage<Void> settled(Predicate<String> incarnations) {
    List<CompletableFuture<Void>> waited = new ArrayList<>();
    jobs.forEach(
        (incarnation, job) -> {
          if (incarnations.test(incarnation)) {
            Sweep.Times now = job.sweep().times();
            job.sweep().hurry(new Sweep.Times(System.nanoTime(), now.kill(), now.giveUp()));
            waited.add(job.done());
          }
        });
    notifyAll();
    return CompletableFuture.allOf(waited.toArray(CompletableFuture[]::new));
  }

  @Override
  public synchronized void hurry() {
    jobs.values().forEach(job -> job.sweep().hurry(times(Duration.ZERO, Duration.ZERO)));
    notifyAll();
  }

  /**
   * Kills whatever carries the cookie of this runtime, wherever it is. Blocks until it is gone or
   * the time for killing is over. Idempotent.
   */
  @Override
  public void close() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      hurry();
      Sweep last = new Sweep(Signal.KILL, times(Duration.ZERO, Duration.ZERO));
      jobs.put("", new Job("", false, last, done));
      wake();
    }
    done.join();
  }

  /** Not for what is to begin later than the next look: that would only disturb a restart. */
  private void wakeFor(long time) {
    if (!started || time - pausesUntil < 0) {
      wake();
    }
  }

  private synchronized void wake() {
    if (!started) {
      started = true;
      thread.start();
    }
    notifyAll();
  }

  private Sweep.Times times(Remains remains) {
    return times(remains.awaited() ? Duration.ZERO : backgroundDelay(), remains.grace());
  }

  /** Where a pass is long, there are fewer: what nobody waits for gets a small share of a CPU. */
  private Duration backgroundDelay() {
    Duration share = lastPass.multipliedBy(BACKGROUND_SHARE);
    Duration delay = settings.backgroundDelay();
    return share.compareTo(delay) < 0 ? delay : share;
  }

  private Sweep.Times times(Duration delay, Duration grace) {
    Duration limited = grace.compareTo(settings.graceLimit()) < 0 ? grace : settings.graceLimit();
    long begin = System.nanoTime() + delay.toNanos();
    long kill = begin + limited.toNanos();
    return new Sweep.Times(begin, kill, kill + settings.killLimit().toNanos());
  }

  // The thread

  private void run() {
    List<Job> now = await();
    while (!now.isEmpty()) {
      try {
        work(now);
      } catch (RuntimeException broken) {
        LOG.error("A search for escaped processes failed", broken);
        now.forEach(job -> end(List.of(job)));
      }
      now = await();
    }
  }

  /** The jobs to work on; empty when all is over and none will come. */
  private synchronized List<Job> await() {
    try {
      if (!jobs.isEmpty()) {
        pauseOrNews();
      }
      while (jobs.isEmpty() && !closed) {
        pausesUntil = System.nanoTime() + FOR_EVER_NANOS;
        wait();
      }
    } catch (InterruptedException ours) {
      LOG.debug("Interrupted, but nobody else knows this thread");
    }
    return List.copyOf(jobs.values());
  }

  /** It does not matter why this returns: whoever is called looks at everything anew. */
  @SuppressWarnings("WaitNotInLoop")
  private synchronized void pauseOrNews() throws InterruptedException {
    long now = System.nanoTime();
    long pause = jobs.values().stream().mapToLong(job -> pause(job, now)).min().orElse(0);
    pausesUntil = now + pause;
    // Never 0, which is for ever.
    wait(TimeUnit.NANOSECONDS.toMillis(pause) + 1);
  }

  private static long pause(Job job, long now) {
    return job.sweep().hasBegun()
        ? LOOK_INTERVAL_NANOS
        : Math.max(0, job.sweep().times().begin() - now);
  }

  private void work(List<Job> now) {
    long time = System.nanoTime();
    if (now.stream().noneMatch(job -> wantsPass(job, time))) {
      return;
    }
    Map<String, List<Carrier>> carriers =
        census.take().stream().collect(Collectors.groupingBy(Carrier::incarnation));
    lastPass = Duration.ofNanos(System.nanoTime() - time);
    List<Job> over = new ArrayList<>();
    for (Job job : now) {
      decide(job, job.own(carriers)).forEach(this::carryOut);
      if (job.sweep().isOver()) {
        over.add(job);
      }
    }
    end(over);
  }

  private synchronized boolean wantsPass(Job job, long time) {
    return job.sweep().wantsPass(time, this::isAlive);
  }

  private synchronized List<Sweep.Order> decide(Job job, List<Carrier> found) {
    return job.sweep().decide(found, System.nanoTime());
  }

  private void carryOut(Sweep.Order order) {
    SignalOutcome outcome = signaller.apply(order.process(), order.signal());
    LOG.debug("{} for escaped process {}: {}", order.signal(), order.process().pid(), outcome);
  }

  private void end(List<Job> over) {
    synchronized (this) {
      over.forEach(job -> jobs.remove(job.incarnation(), job));
    }
    for (Job job : over) {
      if (!job.sweep().left().isEmpty()) {
        LOG.warn("Escaped processes that cannot be ended: {}", job.sweep().left());
      }
      job.done().complete(null);
    }
  }

  private boolean isAlive(ProcessIdentity process) {
    return table
        .facts(process.pid())
        .filter(facts -> facts.alive() && facts.identity().equals(process))
        .isPresent();
  }

  private static void shortPause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
  }
}
