package io.banyan.control.http;

import io.banyan.supervision.config.ObjectReader;
import io.banyan.supervision.config.Section;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks {@code banyan.inspection} together with the rest of a declaration. */
public final class InspectionSection implements Section {

  @Override
  public String name() {
    return "inspection";
  }

  @Override
  public void read(ObjectReader reader) {
    reader.duration("cache-ttl", Duration.ZERO);
    List<String> masked = reader.strings("masked-variables");
    for (int i = 0; i < masked.size(); i++) {
      try {
        Pattern.compile(masked.get(i));
      } catch (PatternSyntaxException e) {
        reader.mistake(
            "masked-variables",
            "the %d. is no regular expression: %s".formatted(i + 1, e.getDescription()));
      }
    }
  }
}
