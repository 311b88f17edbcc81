package io.banyan.runtime.output.rotation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Compresses old log files, one at a time, in a thread of low priority that comes when there is
 * something to do and goes when there is not. What waits is at most one entry a log. Safe from any
 * thread.
 */
public final class Compressor implements AutoCloseable {

  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration END_LIMIT = Duration.ofSeconds(1);

  private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final Set<Generations> waiting = ConcurrentHashMap.newKeySet();
  private final Set<Generations> failing = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE.toMillis(),
          TimeUnit.MILLISECONDS,
          new LinkedBlockingQueue<>(),
          Compressor::thread,
          // After the end: the next runtime finds what is not compressed.
          new ThreadPoolExecutor.DiscardPolicy());

  public Compressor() {
    executor.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "banyan-log-gzip");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  /** One for each log, also where two have it: the one that was declared before, and its heir. */
  ReentrantLock lockOf(Path file) {
    return locks.computeIfAbsent(file, name -> new ReentrantLock());
  }

  /**
   * Has everything compressed that these have and that is not yet.
   *
   * @param trouble told once when that fails, until it works again
   */
  void compress(Generations generations, RotationTrouble trouble) {
    if (waiting.add(generations)) {
      executor.execute(
          () -> {
            waiting.remove(generations);
            run(generations, trouble);
          });
    }
  }

  private void run(Generations generations, RotationTrouble trouble) {
    try {
      Gzip.all(generations);
      failing.remove(generations);
    } catch (IOException failed) {
      if (!executor.isShutdown() && failing.add(generations)) {
        trouble.tell("an old file of " + generations.file() + " is not compressed", failed);
      }
    }
  }

  /** Breaks off what is being compressed, which stays as it was. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      executor.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
