package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.output.OutputLine;

/** One line of a child's output, or the gap where lines were lost. */
public final class LineDocument {

  private LineDocument() {}

  public static JsonObject of(ChildPath path, OutputLine line) {
    return new JsonObject()
        .put("path", path.text())
        .put("seq", line.sequence())
        .put("time", line.time().toString())
        .put("stream", line.stream().text())
        .put("text", line.text());
  }

  /** So many lines of its stream came and went before the reader asked for them. */
  public static JsonObject dropped(ChildPath path, OutputLine next, long lines) {
    return new JsonObject()
        .put("path", path.text())
        .put("stream", next.stream().text())
        .put("dropped", lines);
  }
}
