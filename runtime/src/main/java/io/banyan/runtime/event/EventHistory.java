package io.banyan.runtime.event;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Facts of the past. Safe from any thread. */
public interface EventHistory {

  /**
   * What is known of them, in order. Includes every fact that was published before the question.
   */
  CompletionStage<List<RecordedEvent>> find(EventQuery query);

  /** Completed when what was published until now outlives the runtime, as far as anything does. */
  default CompletionStage<Void> durable() {
    return CompletableFuture.completedFuture(null);
  }

  /** Why facts cannot be kept for now, in one line; empty when all is well. */
  default Optional<String> trouble() {
    return Optional.empty();
  }
}
