package io.banyan.runtime.limits;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that looks after all limited processes. It is there only while there are any. */
final class LimitThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LimitThread.class);

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, LimitThread::make);

  LimitThread() {
    executor.setKeepAliveTime(1, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    // After the end nobody is left to be watched, and nothing is said about it.
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Something to be done again and again. */
  @FunctionalInterface
  interface Watch {

    /** Does it once, and tells after how long it wants to be called again; below 0 never. */
    long look();
  }

  /** Calls from now on, until the watch itself ends it, or it fails. */
  void watch(long delayNanos, Watch watch) {
    executor.schedule(() -> call(watch), delayNanos, TimeUnit.NANOSECONDS);
  }

  void watch(Duration delay, Watch watch) {
    watch(delay.toNanos(), watch);
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("A look at a limited process takes too long");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void call(Watch watch) {
    try {
      long again = watch.look();
      if (again >= 0) {
        watch(again, watch);
      }
    } catch (RuntimeException bug) {
      LOG.error("A limit is not kept any more", bug);
    }
  }

  private static Thread make(Runnable task) {
    Thread thread = new Thread(task, "banyan-limits");
    thread.setDaemon(true);
    return thread;
  }
}
