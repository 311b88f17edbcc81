package io.banyan.runtime.engine;

import java.time.Duration;

/**
 * What an ended process consumed.
 *
 * @param user CPU time in user mode
 * @param system CPU time in the kernel
 * @param peakRssBytes most memory it had resident at once; -1 when not known: Linux cannot tell it
 *     for a process that stayed below what the JVM itself once had
 */
public record ResourceUsage(Duration user, Duration system, long peakRssBytes) {

  /** Nothing is known: the engine cannot tell, or the process never ran. */
  public static final ResourceUsage UNKNOWN = new ResourceUsage(Duration.ZERO, Duration.ZERO, -1);

  /** Whether the engine could tell anything; the peak may be missing even then. */
  public boolean known() {
    return !equals(UNKNOWN);
  }
}
