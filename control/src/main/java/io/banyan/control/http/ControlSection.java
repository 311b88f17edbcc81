package io.banyan.control.http;

import io.banyan.supervision.config.ObjectReader;
import io.banyan.supervision.config.Section;

/** Checks {@code banyan.control} together with the rest of a declaration. */
public final class ControlSection implements Section {

  @Override
  public String name() {
    return "control";
  }

  @Override
  public void read(ObjectReader reader) {
    if (reader.string("host").isBlank()) {
      reader.mistake("host", "is empty: an address or a name is wanted");
    }
    reader.integer("port", 0, 65535);
  }
}
