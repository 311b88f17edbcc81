package io.banyan.supervision.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks settings that nobody reads here against the {@code reference.conf} of the module that owns
 * them: only keys that have a default there may be set, and only to values of the same type.
 */
final class LikeReference {

  private static final Pattern DURATION = Pattern.compile("\\d+ ?(ns|us|ms|s|m|h|d)");

  private LikeReference() {}

  /** Reads every key that has a default and that nobody has asked for yet. */
  static void read(ObjectReader reader) {
    for (Map.Entry<String, ConfigValue> entry : reader.defaults().entrySet()) {
      if (!reader.isAsked(entry.getKey())) {
        read(reader, entry.getKey(), entry.getValue());
      }
    }
  }

  private static void read(ObjectReader reader, String key, ConfigValue reference) {
    switch (reference.valueType()) {
      case OBJECT -> readObject(reader.object(key), (ConfigObject) reference);
      case BOOLEAN -> reader.bool(key);
      case NUMBER -> reader.integer(key, 0);
      case STRING -> readText(reader, key, String.valueOf(reference.unwrapped()));
      case LIST, NULL -> reader.accept(List.of(key));
    }
  }

  private static void readObject(ObjectReader reader, ConfigObject reference) {
    // A dispatcher has many more keys than those set here; they are Pekko's to understand.
    if (reference.containsKey("executor")) {
      reader.acceptAll();
    } else {
      read(reader);
    }
  }

  private static void readText(ObjectReader reader, String key, String reference) {
    if (DURATION.matcher(reference).matches()) {
      reader.duration(key, Duration.ZERO);
    } else {
      reader.string(key);
    }
  }
}
