package io.banyan.cli.up;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits in the main thread, which has nothing else to do. */
public final class Waiting {

  private Waiting() {}

  /** The value; empty when it took too long or failed. */
  public static <T> Optional<T> atMost(Duration limit, CompletionStage<T> stage) {
    try {
      return Optional.ofNullable(
          stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The value, however long it takes. */
  public static <T> T forEver(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
