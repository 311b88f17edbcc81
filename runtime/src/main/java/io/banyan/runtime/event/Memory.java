package io.banyan.runtime.event;

import io.banyan.runtime.engine.ProcessExit;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a child from one runtime to the next.
 *
 * @param incarnation the number of its last incarnation; 0 when it never had one
 * @param restarts how often it was restarted by its supervisor
 * @param wanted false when an operator has stopped it and it was not started since
 * @param end how its last incarnation ended; empty when it never did
 */
public record Memory(int incarnation, int restarts, boolean wanted, Optional<End> end) {

  /** Of one that nobody knows. */
  public static final Memory NOTHING = new Memory(0, 0, true, Optional.empty());

  /**
   * The end of an incarnation.
   *
   * @param time wall-clock time
   * @param exit the system's facts, where there are any
   * @param reason why, when it failed
   */
  public record End(
      Instant time, Outcome outcome, Optional<ProcessExit> exit, Optional<CrashReason> reason) {}
}
