package io.banyan.pool.function;

import io.banyan.runtime.event.ChildPath;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs function processes one way or the other. Safe from any thread; nothing blocks. */
interface Launcher {

  /** Where a process of this id stands. */
  ChildPath path(String id);

  /**
   * Runs one incarnation.
   *
   * @param refused told why there will be none, if no fact tells it
   */
  void launch(Seat seat, Consumer<String> refused);

  /**
   * Asks it to end, and kills it after the grace time.
   *
   * @param grace empty for what was declared
   */
  void stop(String id, Optional<Duration> grace);

  /** Kills it with its whole group. */
  void kill(String id);
}
