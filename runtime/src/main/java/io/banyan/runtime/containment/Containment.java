package io.banyan.runtime.containment;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Ends what processes leave behind outside of their groups. Safe from any thread; nothing here
 * blocks. Every stage completes after a bounded time, also when something could not be ended (the
 * log says what), and never with an error; it may complete on a thread that serves others too.
 */
public interface Containment {

  /**
   * Ends what is left of an incarnation. Asked again for the same one, it can only become quicker.
   *
   * @return completed when nothing of it is left
   */
  CompletionStage<Void> sweep(Remains remains);

  /**
   * Completed when all is over that was begun before for these incarnations. Whoever asks waits, so
   * what was put off begins now.
   */
  CompletionStage<Void> settled(Predicate<String> incarnations);

  /** Gives what is asked to end now no more time: it is killed. */
  void hurry();

  /** Finds nothing: for tests, and for systems that do not tell about processes. */
  static Containment none() {
    return new Containment() {
      @Override
      public CompletionStage<Void> sweep(Remains remains) {
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public CompletionStage<Void> settled(Predicate<String> incarnations) {
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public void hurry() {}
    };
  }
}
