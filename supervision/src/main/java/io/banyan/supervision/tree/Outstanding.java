package io.banyan.supervision.tree;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Questions that nobody would answer any more once the tree has ended. Safe from any thread. */
final class Outstanding {

  /** The open questions, with the answers that they get at the end of the tree. */
  private final Map<CompletableFuture<Object>, Object> open = new ConcurrentHashMap<>();

  private volatile boolean over;

  /** The answer to a question, or this one if the tree ends before. */
  @SuppressWarnings("unchecked")
  <T> CompletionStage<T> answer(CompletionStage<T> question, T atTheEnd) {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    open.put(answer, atTheEnd);
    question.whenComplete(
        (result, error) -> {
          open.remove(answer);
          if (error == null) {
            answer.complete(result);
          } else {
            answer.completeExceptionally(error);
          }
        });
    if (over) {
      end();
    }
    return (CompletionStage<T>) (CompletionStage<?>) answer;
  }

  /** The tree has ended. */
  void end() {
    over = true;
    open.forEach(CompletableFuture::complete);
    open.clear();
  }
}
