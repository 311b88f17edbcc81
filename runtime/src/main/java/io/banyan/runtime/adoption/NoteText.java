package io.banyan.runtime.adoption;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A note as it stands in its file: JSON. */
final class NoteText {

  private static final ConfigParseOptions JSON =
      ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);

  private NoteText() {}

  /**
   * Writes a note.
   *
   * @param boot of the system: after another one pids and start times mean nothing
   */
  static String of(LaunchNote note, String boot) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("path", note.path().text());
    values.put("number", note.number());
    values.put("boot", boot);
    values.put("cookie", note.cookie().value());
    values.put("fingerprint", note.fingerprint());
    note.process()
        .ifPresent(
            process -> {
              values.put("pid", process.pid());
              values.put("startTime", process.startTime());
            });
    values.put("stopSignal", note.end().signal().name());
    note.end().grace().ifPresent(grace -> values.put("graceMillis", grace.toMillis()));
    values.put("launchedAt", note.launchedAt().toString());
    note.logFrom().forEach((stream, from) -> values.put(stream.text() + "From", from));
    values.put("phase", note.phase().name());
    return ConfigValueFactory.fromMap(values).render(ConfigRenderOptions.concise()) + "\n";
  }

  /**
   * Reads a note; of another boot it says that its process is gone.
   *
   * @return empty when it cannot be understood
   */
  static Optional<LaunchNote> parse(String text, String boot) {
    try {
      Config config = ConfigFactory.parseString(text, JSON);
      boolean identified = config.hasPath("pid");
      return Optional.of(
          new LaunchNote(
              new ChildPath(config.getString("path")),
              config.getInt("number"),
              new RuntimeCookie(config.getString("cookie")),
              config.getString("fingerprint"),
              identified ? Optional.of(process(config, boot)) : Optional.empty(),
              end(config),
              Instant.parse(config.getString("launchedAt")),
              logFrom(config),
              config.getEnum(LaunchNote.Phase.class, "phase")));
    } catch (ConfigException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  private static ProcessIdentity process(Config config, String boot) {
    // No process starts at -1.
    long startTime = config.getString("boot").equals(boot) ? config.getLong("startTime") : -1;
    return new ProcessIdentity(config.getLong("pid"), startTime);
  }

  private static LaunchNote.End end(Config config) {
    Optional<Duration> grace =
        config.hasPath("graceMillis")
            ? Optional.of(Duration.ofMillis(config.getLong("graceMillis")))
            : Optional.empty();
    return new LaunchNote.End(
        Signal.parse(config.getString("stopSignal")).orElse(Signal.TERM), grace);
  }

  private static Map<OutputStreamKind, Long> logFrom(Config config) {
    Map<OutputStreamKind, Long> from = new EnumMap<>(OutputStreamKind.class);
    for (OutputStreamKind stream : OutputStreamKind.values()) {
      String key = stream.text() + "From";
      if (config.hasPath(key)) {
        from.put(stream, config.getLong(key));
      }
    }
    return from;
  }
}
