package io.banyan.control.http;

import io.banyan.runtime.event.ChildPath;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Steers what is done again and again. Safe from any thread; nothing here blocks. */
public interface Schedules {

  /**
   * Does something about one of them.
   *
   * @return why it was not done; empty when it was. Never exceptional
   */
  CompletionStage<Optional<String>> steer(ChildPath path, Verb verb);

  /** What can be done. */
  enum Verb {
    RUN("started"),
    PAUSE("paused"),
    RESUME("resumed");

    private final String result;

    Verb(String result) {
      this.result = result;
    }

    /** What it is called when it was done. */
    String result() {
      return result;
    }
  }

  /** Where nothing is periodic. */
  static Schedules none() {
    return (path, verb) ->
        CompletableFuture.completedFuture(Optional.of("nothing is periodic here"));
  }
}
