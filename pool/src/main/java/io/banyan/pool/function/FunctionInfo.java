package io.banyan.pool.function;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a function process is now.
 *
 * @param name its id
 * @param function what it runs
 * @param pid its process; empty before it is launched
 * @param launchedAt empty before
 * @param memoryBytes what it has in memory; empty when it does not run, or the system does not tell
 * @param cpu processor time it has used; empty likewise
 */
public record FunctionInfo(
    String name,
    String function,
    State state,
    OptionalLong pid,
    Optional<Instant> launchedAt,
    OptionalLong memoryBytes,
    Optional<Duration> cpu) {

  /** How far it is. */
  public enum State {
    /** There is no process yet. */
    STARTING,
    /** Its process runs, and has no result. */
    RUNNING,
    /** It has a result, its process still runs. */
    ENDING,
    /** Its process is gone. */
    ENDED
  }
}
