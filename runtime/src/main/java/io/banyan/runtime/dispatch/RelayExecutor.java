package io.banyan.runtime.dispatch;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A fixed number of threads, which leave when they have nothing to do. A task that comes from a
 * thread with a {@link Relay} of the same family may be run there instead.
 */
final class RelayExecutor extends AbstractExecutorService {

  private static final int IDLE_SECONDS = 60;

  private final Object family;
  private final boolean relays;
  private final ThreadPoolExecutor pool;

  /**
   * @param family whose threads run each other's tasks
   * @param relays whether the threads of this one do; else they only give
   */
  RelayExecutor(Object family, boolean relays, int threads, ThreadFactory factory) {
    this.family = family;
    this.relays = relays;
    pool =
        new ThreadPoolExecutor(
            threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    pool.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable task) {
    if (!Relay.keep(task, family, this::pass)) {
      pass(task);
    }
  }

  private void pass(Runnable task) {
    pool.execute(relays ? () -> Relay.run(task, family) : task);
  }

  @Override
  public void shutdown() {
    pool.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return pool.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return pool.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return pool.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return pool.awaitTermination(timeout, unit);
  }
}
