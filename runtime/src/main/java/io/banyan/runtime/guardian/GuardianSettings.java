package io.banyan.runtime.guardian;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The section {@code banyan.guardian} of the configuration; {@code reference.conf} has the
 * defaults.
 *
 * @param enabled whether there is a guardian at all
 * @param grace between TERM and KILL after the death of the runtime; whole seconds count
 */
public record GuardianSettings(boolean enabled, Duration grace) {

  /** Reads {@code banyan.guardian} from a complete configuration. */
  public static GuardianSettings from(Config config) {
    Config guardian = config.getConfig("banyan.guardian");
    return new GuardianSettings(guardian.getBoolean("enabled"), guardian.getDuration("grace"));
  }
}
