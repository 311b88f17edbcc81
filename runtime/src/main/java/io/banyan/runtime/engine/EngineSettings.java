package io.banyan.runtime.engine;

import com.typesafe.config.Config;
import java.util.Locale;

/**
 * The section {@code banyan.engine} of the configuration; {@code reference.conf} has the defaults.
 *
 * @param kind name of the engine wanted, in lower case, or {@link #AUTO}
 * @param outputThreads threads that hand output to its handlers, at least 1
 * @param maxOutputThreads how many there may be while handlers block, at least as many
 */
public record EngineSettings(String kind, int outputThreads, int maxOutputThreads) {

  /** Stands for the best engine that works on this system. */
  public static final String AUTO = "auto";

  public EngineSettings {
    kind = kind.trim().toLowerCase(Locale.ROOT);
    if (outputThreads < 1) {
      throw new IllegalArgumentException("output-threads must be at least 1, not " + outputThreads);
    }
    if (maxOutputThreads < outputThreads) {
      throw new IllegalArgumentException(
          "max-output-threads must be at least output-threads, not " + maxOutputThreads);
    }
  }

  /** With so many threads for output and no more. */
  public EngineSettings(String kind, int outputThreads) {
    this(kind, outputThreads, outputThreads);
  }

  /** Reads {@code banyan.engine} from a complete configuration, such as that of an actor system. */
  public static EngineSettings from(Config config) {
    Config engine = config.getConfig("banyan.engine");
    return new EngineSettings(
        engine.getString("kind"),
        engine.getInt("output-threads"),
        engine.getInt("max-output-threads"));
  }

  /** The same with another kind of engine. */
  public EngineSettings withKind(String other) {
    return new EngineSettings(other, outputThreads, maxOutputThreads);
  }
}
