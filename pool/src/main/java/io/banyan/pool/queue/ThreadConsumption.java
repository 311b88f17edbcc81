package io.banyan.pool.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumers that each have a thread. */
final class ThreadConsumption<V> implements Consumption {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadConsumption.class);

  private final List<Turn<V>> turns = new ArrayList<>();
  private final List<CompletableFuture<Void>> ends = new ArrayList<>();

  private ThreadConsumption() {}

  static <T, V> ThreadConsumption<V> start(
      StandardQueue<T, V> queue, int consumers, Supplier<Turn<V>> turns, Handling<T> handling) {
    if (consumers < 1) {
      throw new IllegalArgumentException("consumers: " + consumers);
    }
    ThreadConsumption<V> consumption = new ThreadConsumption<>();
    for (int i = 1; i <= consumers; i++) {
      Turn<V> turn = turns.get();
      CompletableFuture<Void> end = new CompletableFuture<>();
      consumption.turns.add(turn);
      consumption.ends.add(end);
      Thread thread =
          new Thread(
              () -> run(queue, turn, handling, end), "banyan-queue-" + queue.name() + "-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    return consumption;
  }

  private static <T, V> void run(
      StandardQueue<T, V> queue, Turn<V> turn, Handling<T> handling, CompletableFuture<Void> end) {
    try {
      for (Optional<Delivery<T>> next = next(queue, turn);
          next.isPresent();
          next = next(queue, turn)) {
        handling.handle(next.get());
      }
    } finally {
      end.complete(null);
    }
  }

  /** A handler that leaves its thread interrupted does not end the consumer. */
  private static <T, V> Optional<Delivery<T>> next(StandardQueue<T, V> queue, Turn<V> turn) {
    while (true) {
      try {
        return queue.take(turn);
      } catch (InterruptedException fromHandler) {
        LOG.debug("A handler of {} has left an interrupt behind", queue.name());
      }
    }
  }

  @Override
  public CompletionStage<Void> whenEnded() {
    return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
  }

  @Override
  public void close() {
    turns.forEach(Turn::end);
  }
}
