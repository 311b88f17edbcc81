package io.banyan.control.metrics;

import io.banyan.supervision.config.ObjectReader;
import io.banyan.supervision.config.Section;

/** Checks {@code banyan.metrics} together with the rest of a declaration. */
public final class MetricsSection implements Section {

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public void read(ObjectReader reader) {
    reader.bool("enabled");
    reader.bool("per-process");
    boolean open = reader.bool("token-free");
    if (reader.has("token-file")) {
      if (reader.string("token-file").isBlank()) {
        reader.mistake("token-file", "is empty: the name of a file is wanted");
      } else if (open) {
        reader.mistake("token-file", "has no meaning with token-free = true: leave one out");
      }
    }
    if (reader.string("host").isBlank()) {
      reader.mistake("host", "is empty: an address or a name is wanted");
    }
    if (reader.has("port")) {
      reader.integer("port", 0, 65535);
    } else if (reader.hasOwn("host")) {
      reader.mistake("host", "has no meaning without port: give one, or leave this out");
    }
  }
}
