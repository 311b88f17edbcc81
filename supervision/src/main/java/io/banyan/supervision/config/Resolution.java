package io.banyan.supervision.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills in substitutions: from the file, then from the defaults of the modules, then from the
 * environment.
 *
 * <p>The library stops at the first substitution it cannot fill in. To tell all of them, such a one
 * is told, gets a stand-in, and the file is resolved again.
 */
final class Resolution implements ConfigResolver {

  private static final String STAND_IN = "a substitution that could not be filled in";
  private static final int MAX_ATTEMPTS = 100;

  private final Config reference;
  private final Map<String, String> environment;
  private final Map<String, ConfigValue> standIns = new HashMap<>();
  private @Nullable String lastMissing;

  Resolution(Config reference, Map<String, String> environment) {
    this.reference = reference;
    this.environment = environment;
  }

  /** Whether the value is there only because a substitution failed, which has been told. */
  static boolean isStandIn(ConfigValue value) {
    return value.origin().description().contains(STAND_IN);
  }

  /**
   * The file alone, so that every value still says where in the file it is.
   *
   * @throws ConfigException when there is something wrong that a stand-in does not help
   */
  Config resolve(Config parsed, Mistakes mistakes) {
    for (int attempt = 1; ; attempt++) {
      lastMissing = null;
      try {
        return parsed.resolve(options());
      } catch (ConfigException.UnresolvedSubstitution e) {
        String missing = lastMissing;
        boolean stuck = missing == null || standIns.containsKey(missing);
        if (stuck || attempt == MAX_ATTEMPTS) {
          throw e;
        }
        mistakes.add(
            mistakes.locate(e.origin()),
            "",
            "${" + missing + "} is neither a key of the file nor a variable of the environment");
        standIns.put(missing, ConfigValueFactory.fromAnyRef("", STAND_IN));
      }
    }
  }

  /** The file over the defaults of all modules. */
  Config resolveAll(Config parsed, Config unresolvedReference) {
    return parsed.withFallback(unresolvedReference).resolve(options());
  }

  @Override
  public @Nullable ConfigValue lookup(String path) {
    ConfigValue standIn = standIns.get(path);
    if (standIn != null) {
      return standIn;
    }
    if (reference.hasPath(path)) {
      return reference.getValue(path);
    }
    String variable = environment.get(path);
    if (variable != null) {
      return ConfigValueFactory.fromAnyRef(variable, "environment");
    }
    lastMissing = path;
    return null;
  }

  @Override
  public ConfigResolver withFallback(ConfigResolver fallback) {
    return this;
  }

  private ConfigResolveOptions options() {
    return ConfigResolveOptions.defaults().setUseSystemEnvironment(false).appendResolver(this);
  }
}
