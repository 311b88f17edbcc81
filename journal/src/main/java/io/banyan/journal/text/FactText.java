package io.banyan.journal.text;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ProcessEvent;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;

/** Records as JSON, and what is stored of a fact. */
public final class FactText {

  private static final ConfigParseOptions JSON =
      ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);

  private FactText() {}

  /**
   * What of a fact is stored as text.
   *
   * @param process the process it is about, if it is about one
   */
  public record Fact(ProcessEvent event, Optional<ProcessIdentity> process) {}

  /** The JSON object of a record, on one line. */
  public static String write(Record some) {
    Map<?, ?> fields = (Map<?, ?>) RecordValues.of(some);
    @SuppressWarnings("unchecked")
    Map<String, Object> named = (Map<String, Object>) fields;
    return ConfigValueFactory.fromMap(named).render(ConfigRenderOptions.concise());
  }

  /**
   * Reads a record; empty when it is none that this version knows.
   *
   * @param type what it has to be
   */
  public static <R extends Record> Optional<R> read(Class<R> type, String text) {
    try {
      Map<String, Object> fields = ConfigFactory.parseString(text, JSON).root().unwrapped();
      return Optional.ofNullable(type.cast(RecordValues.read(type, fields)));
    } catch (ConfigException | IllegalArgumentException | DateTimeException unknown) {
      return Optional.empty();
    }
  }
}
