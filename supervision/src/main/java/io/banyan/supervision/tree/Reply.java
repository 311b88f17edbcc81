package io.banyan.supervision.tree;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where the answer to one question goes. The first one counts; whoever asked hears it in the thread
 * that answers. Safe from any thread.
 */
final class Reply<T> {

  private final CompletableFuture<T> answer = new CompletableFuture<>();

  void tell(T words) {
    answer.complete(words);
  }

  boolean isTold() {
    return answer.isDone();
  }

  /** For whoever asked; nobody can answer through it. */
  CompletionStage<T> stage() {
    return answer.copy();
  }
}
