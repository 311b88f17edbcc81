package io.banyan.cli.top;

import io.banyan.control.json.JsonObject;

/** What a key asks of the outside. */
sealed interface Ask {

  record Nothing() implements Ask {}

  /** Look again, now. */
  record Look() implements Ask {}

  record Quit() implements Ask {}

  /**
   * An operation of the runtime.
   *
   * @param verb {@code restart}
   * @param path of whom
   * @param signal for {@code kill}, else empty
   */
  record Operate(String verb, String path, String signal) implements Ask {

    /** For people: {@code kill -KILL web}. */
    String words() {
      return verb + (signal.isEmpty() ? "" : " -" + signal) + " " + path;
    }

    JsonObject options() {
      JsonObject options = new JsonObject();
      return signal.isEmpty() ? options : options.put("signal", signal);
    }
  }
}
