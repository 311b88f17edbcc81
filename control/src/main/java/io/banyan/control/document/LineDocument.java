package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.output.OutputLine;

/** One line of a child's output, or the gap where lines were lost. */
public final class LineDocument {

  private LineDocument() {}

  public static JsonObject of(OutputLine line) {
    return new JsonObject()
        .put("seq", line.sequence())
        .put("time", line.time().toString())
        .put("stream", line.stream().text())
        .put("text", line.text());
  }

  /** So many lines came and went before the reader asked for them. */
  public static JsonObject dropped(long lines) {
    return new JsonObject().put("dropped", lines);
  }
}
