package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Does tasks and says what became of them. Safe from any thread. */
final class Handling<T> {

  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final TaskHandler<T> handler;
  private final QueueTime time;

  Handling(TaskHandler<T> handler, QueueTime time) {
    this.handler = handler;
    this.time = time;
  }

  /** Whatever the handler throws is a failed attempt; an interrupt is kept. */
  void handle(Delivery<T> delivery) {
    Outcome outcome;
    try {
      handler.handle(delivery.value());
      outcome = new Outcome.Done();
    } catch (Throwable failed) {
      if (failed instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      outcome = new Outcome.Failed(Reasons.of(failed));
    }
    settleNow(delivery, outcome);
  }

  private void settleNow(Delivery<T> delivery, Outcome outcome) {
    try {
      delivery.settleNow(outcome);
    } catch (QueueException notKept) {
      Waiting.until(settle(delivery, outcome, time));
    }
  }

  /** Says it again and again while it cannot be kept: the work is done and must not be lost. */
  static CompletionStage<Boolean> settle(Delivery<?> delivery, Outcome outcome, QueueTime time) {
    return delivery
        .settle(outcome)
        .exceptionallyCompose(
            notKept -> pause(time).thenCompose(later -> settle(delivery, outcome, time)));
  }

  private static CompletionStage<Void> pause(QueueTime time) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    time.after(AGAIN, () -> over.complete(null));
    return over;
  }
}
