package io.banyan.runtime.containment;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The section {@code banyan.containment} of the configuration; {@code reference.conf} has the
 * defaults.
 *
 * @param graceLimit most time from the stop signal to KILL, whatever a process itself is given
 * @param killLimit how long to go on killing what does not die, before giving up
 * @param backgroundDelay how long a sweep that nobody waits for is put off
 */
public record ContainmentSettings(
    Duration graceLimit, Duration killLimit, Duration backgroundDelay) {

  /** Reads {@code banyan.containment} from a complete configuration. */
  public static ContainmentSettings from(Config config) {
    Config containment = config.getConfig("banyan.containment");
    return new ContainmentSettings(
        containment.getDuration("grace-limit"),
        containment.getDuration("kill-limit"),
        containment.getDuration("background-delay"));
  }
}
