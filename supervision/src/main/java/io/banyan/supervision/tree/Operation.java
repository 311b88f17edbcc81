package io.banyan.supervision.tree;

import io.banyan.runtime.engine.Signal;
import java.time.Duration;
import java.util.Optional;

/** What an operator asks of one child; see {@link TreeOperations}. */
sealed interface Operation {

  record Start() implements Operation {}

  record Stop(Optional<Duration> grace) implements Operation {}

  record Restart(Optional<Duration> grace) implements Operation {}

  /** Only if this is the incarnation that runs. */
  record RestartOf(int incarnation) implements Operation {}

  record Kill(Signal signal) implements Operation {}

  record Reload() implements Operation {}

  record SendSignal(Signal signal) implements Operation {}
}
