package io.banyan.supervision.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.banyan.runtime.monitor.MonitorSettings;
import java.time.Duration;
import java.util.Map;

/**
 * The defaults that variables of the environment set; a bare number of seconds is allowed here.
 *
 * @param inspection below {@code banyan.inspection}
 */
record EnvironmentDefaults(
    ConfigObject process, ConfigObject supervisor, ConfigObject monitor, ConfigObject inspection) {

  /** The file that mistakes in variables are said to be in. */
  static final Location LOCATION = new Location("environment", 0);

  private static final Conversion<Duration> DURATION = Conversions.duration(Duration.ZERO);
  private static final Conversion<Duration> INTERVAL =
      Conversions.duration(MonitorSettings.SHORTEST);

  static EnvironmentDefaults read(Map<String, String> variables, Mistakes mistakes) {
    Source source = new Source(variables, mistakes);
    ConfigObject process = ConfigFactory.empty("environment").root();
    process = source.put(process, "shutdown", "BANYAN_DEFAULT_TIMEOUT", DURATION);
    process = source.put(process, "restart-delay", "BANYAN_RESTART_DELAY", DURATION);
    ConfigObject monitor = ConfigFactory.empty("environment").root();
    monitor = source.put(monitor, "interval", "BANYAN_MONITOR_INTERVAL", INTERVAL);
    ConfigObject supervisor = ConfigFactory.empty("environment").root();
    return new EnvironmentDefaults(
        process,
        source.put(
            supervisor,
            "max-restarts",
            "BANYAN_MAX_RESTARTS",
            Conversions.integer(0, Integer.MAX_VALUE)),
        monitor,
        source.put(
            ConfigFactory.empty("environment").root(), "cache-ttl", "BANYAN_CACHE_TTL", DURATION));
  }

  /** What other modules find below the root of the configuration, above all files. */
  Config above() {
    return inspection.atPath("banyan.inspection");
  }

  private record Source(Map<String, String> variables, Mistakes mistakes) {

    /** The object with the variable's value under this key, if the variable is set and right. */
    ConfigObject put(ConfigObject object, String key, String variable, Conversion<?> conversion) {
      String text = variables.getOrDefault(variable, "").trim();
      if (text.isEmpty()) {
        return object;
      }
      boolean seconds =
          (conversion == DURATION || conversion == INTERVAL) && Conversions.isBareNumber(text);
      ConfigValue value = ConfigValueFactory.fromAnyRef(seconds ? text + "s" : text, variable);
      try {
        conversion.from(value);
        return object.withValue(key, value);
      } catch (WrongValue e) {
        mistakes.add(LOCATION, variable, String.valueOf(e.getMessage()));
        return object;
      }
    }
  }
}
