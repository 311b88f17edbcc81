package io.banyan.pool.queue.declared;

import io.banyan.pool.queue.Consumption;
import io.banyan.pool.queue.Delivery;
import io.banyan.pool.queue.QueueTime;
import io.banyan.pool.queue.TaskQueue;
import io.banyan.pool.queue.machine.Outcome;
import io.banyan.pool.worker.Pool;
import io.banyan.pool.worker.Pools;
import io.banyan.pool.worker.TaskOutcome;
import io.banyan.pool.worker.machine.TaskEnd;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tasks of a queue to a pool, as many at once as that may have workers, and what came of
 * them back. The lease of a task is kept up while the pool has it: how long that may take is the
 * pool's affair. What the pool never tried goes back to its place and does not count.
 */
final class PoolFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PoolFeed.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final TaskQueue<String> queue;
  private final To to;
  private final QueueTime time;
  private @Nullable Consumption consumption;
  private boolean closed;

  /**
   * Where to.
   *
   * @param find the pool as it is now; empty while it is not there
   */
  record To(String name, Supplier<CompletionStage<Optional<Pool<String, String>>>> find) {

    static To declared(Pools pools, String name) {
      return new To(
          name,
          () ->
              pools
                  .find(name)
                  .map(
                      found -> found.thenApply(Optional::of).exceptionally(end -> Optional.empty()))
                  .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    }
  }

  private PoolFeed(TaskQueue<String> queue, To to, QueueTime time) {
    this.queue = queue;
    this.to = to;
    this.time = time;
  }

  static PoolFeed start(TaskQueue<String> queue, To to, QueueTime time) {
    PoolFeed feed = new PoolFeed(queue, to, time);
    feed.look();
    return feed;
  }

  /** The pool may not be there yet. */
  private synchronized void look() {
    if (closed) {
      return;
    }
    to.find()
        .get()
        .thenCompose(
            found ->
                found.isPresent()
                    ? found.get().status().thenApply(status -> status.size().max())
                    : CompletableFuture.<Integer>completedFuture(0))
        .whenComplete(
            (workers, failure) -> {
              if (failure != null || workers == 0) {
                time.after(LOOK_AGAIN, this::look);
              } else {
                begin(workers);
              }
            });
  }

  private synchronized void begin(int workers) {
    if (!closed) {
      LOG.debug("Queue {} feeds pool {}", queue.name(), to.name());
      consumption = queue.consumeAsync(workers, this::hand);
    }
  }

  private CompletionStage<Outcome> hand(Delivery<String> delivery) {
    return to.find()
        .get()
        .thenCompose(
            pool ->
                pool.isPresent()
                    ? kept(delivery, pool.get().offer(delivery.value()).outcome())
                        .thenCompose(outcome -> said(delivery, outcome))
                    : back(delivery));
  }

  /** The stage itself; while it is not done, the lease is kept up. */
  private CompletionStage<TaskOutcome<String>> kept(
      Delivery<String> delivery, CompletionStage<TaskOutcome<String>> outcome) {
    CompletableFuture<TaskOutcome<String>> done = outcome.toCompletableFuture();
    Duration lease = queue.settings().rules().lease();
    time.after(
        lease.dividedBy(3),
        () -> {
          if (!done.isDone() && delivery.extend(lease)) {
            kept(delivery, done);
          }
        });
    return done;
  }

  private CompletionStage<Outcome> said(Delivery<String> delivery, TaskOutcome<String> outcome) {
    if (!(outcome instanceof TaskOutcome.NotDone<String> not)) {
      return CompletableFuture.completedFuture(new Outcome.Done());
    }
    return wasTried(not.end())
        ? CompletableFuture.completedFuture(new Outcome.Failed(not.words()))
        : back(delivery);
  }

  private static boolean wasTried(TaskEnd end) {
    return !(end instanceof TaskEnd.Refused
        || end instanceof TaskEnd.Dropped
        || (end instanceof TaskEnd.Abandoned abandoned && !abandoned.begun())
        || (end instanceof TaskEnd.Cancelled cancelled && !cancelled.begun()));
  }

  /** After a moment, because the next one would not fare better. */
  private CompletionStage<Outcome> back(Delivery<String> delivery) {
    delivery.extend(queue.settings().rules().lease().plus(LOOK_AGAIN));
    CompletableFuture<Outcome> later = new CompletableFuture<>();
    time.after(LOOK_AGAIN, () -> later.complete(new Outcome.GivenBack()));
    return later;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (consumption != null) {
      consumption.close();
    }
  }
}
