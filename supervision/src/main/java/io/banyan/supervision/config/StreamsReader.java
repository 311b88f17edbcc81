package io.banyan.supervision.config;

import com.typesafe.config.ConfigValue;
import io.banyan.runtime.engine.OutputStreamKind;
import java.util.List;
import java.util.Set;

/** Reads {@code stream}: where a line is looked for. */
final class StreamsReader {

  private static final Set<OutputStreamKind> BOTH = Set.of(OutputStreamKind.values());
  private static final List<Set<OutputStreamKind>> CHOICES =
      List.of(BOTH, Set.of(OutputStreamKind.STDOUT), Set.of(OutputStreamKind.STDERR));

  private StreamsReader() {}

  static Set<OutputStreamKind> read(ObjectReader section) {
    return section.has("stream") ? section.read("stream", StreamsReader::streams, BOTH) : BOTH;
  }

  private static Set<OutputStreamKind> streams(ConfigValue value) throws WrongValue {
    // An older word for both.
    boolean any = Conversions.plainText(value).filter("any"::equals).isPresent();
    return any ? BOTH : Conversions.choice(CHOICES, StreamsReader::word).from(value);
  }

  private static String word(Set<OutputStreamKind> streams) {
    return streams.size() > 1 ? "both" : streams.iterator().next().text();
  }
}
