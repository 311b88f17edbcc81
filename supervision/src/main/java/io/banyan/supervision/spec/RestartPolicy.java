package io.banyan.supervision.spec;

import java.util.OptionalInt;
import java.util.Set;

/**
 * Whether and when a child that ended by itself is restarted.
 *
 * @param type after which ends
 * @param backoff how long to wait before each restart
 * @param neverRestartExitCodes exit codes after which it is not restarted, whatever its type
 */
public record RestartPolicy(RestartType type, Backoff backoff, Set<Integer> neverRestartExitCodes) {

  /** Always and at once. */
  public static final RestartPolicy PERMANENT = of(RestartType.PERMANENT);

  public RestartPolicy {
    neverRestartExitCodes = Set.copyOf(neverRestartExitCodes);
  }

  /** At once. */
  public static RestartPolicy of(RestartType type) {
    return new RestartPolicy(type, Backoff.NONE, Set.of());
  }

  /** Whether it stays down after having ended so, whatever its type. */
  public boolean forbids(OptionalInt exitCode) {
    return exitCode.isPresent() && neverRestartExitCodes.contains(exitCode.getAsInt());
  }

  public RestartPolicy withBackoff(Backoff pauses) {
    return new RestartPolicy(type, pauses, neverRestartExitCodes);
  }

  public RestartPolicy withNeverRestart(Set<Integer> exitCodes) {
    return new RestartPolicy(type, backoff, exitCodes);
  }
}
