package io.banyan.pool.periodic;

import java.util.Optional;
import java.util.function.Consumer;

/** Carries out runs. Used by one actor. */
interface Runner {

  /** A run that was begun. */
  @FunctionalInterface
  interface Running {
    /** Asks it to end. That it has is told as any end. */
    void end();
  }

  /**
   * Begins a run.
   *
   * @param ended told once, in any thread, why it was no success; empty when it was
   */
  Running start(String name, Consumer<Optional<String>> ended);

  /** Whether a run ends with whoever has begun it; else it belongs to somebody else. */
  default boolean endsWithSchedule() {
    return true;
  }

  /** A run that somebody else has begun, and that goes on. */
  default Optional<Running> alreadyRunning(Consumer<Optional<String>> ended) {
    return Optional.empty();
  }
}
