package io.banyan.runtime.limits;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The section {@code banyan.limits} of the configuration; {@code reference.conf} has the defaults.
 *
 * @param mechanism {@code auto}, {@code cgroup-v2}, {@code cgroup-v1} or {@code sampling}
 * @param sampleInterval how often a limited process is looked at; at least 10 ms
 */
public record LimitSettings(String mechanism, Duration sampleInterval) {

  static final String AUTO = "auto";

  private static final List<String> ALLOWED =
      List.of(
          AUTO, Mechanism.CGROUP_V2.text(), Mechanism.CGROUP_V1.text(), Mechanism.SAMPLING.text());
  private static final Duration SHORTEST = Duration.ofMillis(10);

  public LimitSettings {
    mechanism = mechanism.trim().toLowerCase(Locale.ROOT);
    if (!ALLOWED.contains(mechanism)) {
      throw new IllegalArgumentException(
          "banyan.limits.mechanism = %s is none of %s".formatted(mechanism, ALLOWED));
    }
    if (sampleInterval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "banyan.limits.sample-interval must be at least 10ms, not " + sampleInterval);
    }
  }

  /** Reads {@code banyan.limits} from a complete configuration. */
  public static LimitSettings from(Config config) {
    Config limits = config.getConfig("banyan.limits");
    return new LimitSettings(limits.getString("mechanism"), limits.getDuration("sample-interval"));
  }

  boolean allows(Mechanism candidate) {
    return mechanism.equals(AUTO) || mechanism.equals(candidate.text());
  }
}
