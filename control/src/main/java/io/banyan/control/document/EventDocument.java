package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.event.EventNotice;
import io.banyan.runtime.event.RecordedEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One fact as everyday tools read it, or the gap where some were left out. */
public final class EventDocument {

  private EventDocument() {}

  public static JsonObject of(RecordedEvent event) {
    Optional<ExitStatus> status = event.exit().map(ProcessExit::status);
    return new JsonObject()
        .put("sequence", event.sequence())
        .put("time", event.time().toString())
        .put("type", event.type())
        .put("id", event.path().id())
        .put("path", event.path().text())
        .put("incarnation", event.incarnation().isPresent() ? event.incarnation().getAsInt() : null)
        .put("pid", event.pid().isPresent() ? event.pid().getAsLong() : null)
        .put("exitCode", status.map(EventDocument::code).orElse(null))
        .put("signal", status.map(EventDocument::signal).orElse(null))
        .put("reason", event.reason().orElse(null))
        .put("text", EventWords.of(event));
  }

  /** So many facts came and went before the reader asked for them. */
  public static JsonObject missed(EventNotice.Missed missed) {
    return new JsonObject()
        .put("missed", missed.count())
        .put("from", missed.from())
        .put("to", missed.to());
  }

  private static @Nullable Integer code(ExitStatus status) {
    return status instanceof ExitStatus.Exited exited ? exited.code() : null;
  }

  private static @Nullable String signal(ExitStatus status) {
    return status instanceof ExitStatus.Signaled signaled ? signaled.signal().name() : null;
  }
}
