package io.banyan.runtime.inspect;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is shown of processes. Defaults: {@code banyan.inspection} of {@code reference.conf}.
 *
 * @param cacheTtl how long what was read of a process may be shown again; zero reads each time
 * @param masked variables whose value is hidden; each is looked for in the name
 */
public record InspectionSettings(Duration cacheTtl, List<Pattern> masked) {

  public InspectionSettings {
    masked = List.copyOf(masked);
    if (cacheTtl.isNegative()) {
      throw new IllegalArgumentException("cacheTtl: " + cacheTtl);
    }
  }

  /** Reads {@code banyan.inspection} of a whole, resolved configuration. */
  public static InspectionSettings from(Config config) {
    Config section = config.getConfig("banyan.inspection");
    return new InspectionSettings(
        section.getDuration("cache-ttl"),
        section.getStringList("masked-variables").stream().map(Pattern::compile).toList());
  }
}
