package io.banyan.pool.queue;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for what is about to happen; an interrupt is kept for later. */
final class Waiting {

  private Waiting() {}

  static <X> X until(CompletionStage<X> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException failed) {
      throw unchecked(failed);
    }
  }

  /** The exception itself, where it was thrown for this caller. */
  static RuntimeException unchecked(CompletionException failed) {
    if (failed.getCause() instanceof QueueException cause) {
      return new QueueException(String.valueOf(cause.getMessage()), cause);
    } else if (failed.getCause() instanceof QueueRefusedException refused) {
      return refused;
    }
    return failed;
  }
}
