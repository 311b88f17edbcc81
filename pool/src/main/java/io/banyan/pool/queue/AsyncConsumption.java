package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.Outcome;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Consumers without threads: each takes a task, waits for its stage, and takes the next. */
final class AsyncConsumption<T> implements Consumption {

  private final TaskQueue<T> queue;
  private final Function<Delivery<T>, CompletionStage<?>> handler;
  private final QueueTime time;
  private final AtomicInteger running;
  private final Set<CompletableFuture<?>> takes = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean closed;

  private AsyncConsumption(
      TaskQueue<T> queue,
      int atOnce,
      Function<Delivery<T>, CompletionStage<?>> handler,
      QueueTime time) {
    this.queue = queue;
    this.handler = handler;
    this.time = time;
    this.running = new AtomicInteger(atOnce);
  }

  static <T> AsyncConsumption<T> start(
      TaskQueue<T> queue,
      int atOnce,
      Function<Delivery<T>, CompletionStage<?>> handler,
      QueueTime time) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("atOnce: " + atOnce);
    }
    AsyncConsumption<T> consumption = new AsyncConsumption<>(queue, atOnce, handler, time);
    for (int i = 0; i < atOnce; i++) {
      consumption.next();
    }
    return consumption;
  }

  private void next() {
    CompletableFuture<Optional<Delivery<T>>> take = queue.takeAsync();
    takes.add(take);
    if (closed) {
      take.cancel(false);
    }
    take.whenComplete(
        (delivery, cancelled) -> {
          takes.remove(take);
          if (cancelled != null || delivery.isEmpty()) {
            end();
          } else {
            handle(delivery.get()).whenComplete((done, never) -> next());
          }
        });
  }

  private CompletionStage<Boolean> handle(Delivery<T> delivery) {
    CompletionStage<?> work;
    try {
      work = handler.apply(delivery);
    } catch (RuntimeException failed) {
      work = CompletableFuture.failedStage(failed);
    }
    return work.<Outcome>handle(AsyncConsumption::outcome)
        .thenCompose(outcome -> Handling.settle(delivery, outcome, time));
  }

  private static Outcome outcome(@Nullable Object done, @Nullable Throwable failure) {
    if (failure != null) {
      return new Outcome.Failed(Reasons.of(failure));
    }
    return done instanceof Outcome said ? said : new Outcome.Done();
  }

  private void end() {
    if (running.decrementAndGet() == 0) {
      ended.complete(null);
    }
  }

  @Override
  public CompletionStage<Void> whenEnded() {
    return ended.copy();
  }

  @Override
  public void close() {
    closed = true;
    takes.forEach(take -> take.cancel(false));
  }
}
