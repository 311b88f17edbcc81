package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.supervision.config.Mistake;
import io.banyan.supervision.reload.Change;
import io.banyan.supervision.reload.ReloadResult;
import java.util.List;
import java.util.Optional;

/** What came of reading the file of a running tree again. */
public final class ReloadDocument {

  private ReloadDocument() {}

  public static JsonObject of(ReloadResult result) {
    if (result instanceof ReloadResult.Invalid invalid) {
      return new JsonObject()
          .put("result", "invalid")
          .put("mistakes", invalid.mistakes().stream().map(Mistake::text).toList());
    }
    if (result instanceof ReloadResult.Refused refused) {
      return new JsonObject().put("result", "refused").put("reason", refused.reason());
    }
    ReloadResult.Read read = (ReloadResult.Read) result;
    return new JsonObject()
        .put("result", "read")
        .put("changes", read.steps().stream().map(ReloadDocument::step).toList())
        .put("later", read.later());
  }

  private static JsonObject step(ReloadResult.Step step) {
    Optional<JsonObject> outcome =
        step.result().map(result -> ResultDocument.of(step.change().path().text(), result));
    return new JsonObject()
        .put("path", step.change().path().text())
        .put("effect", step.effect().text())
        .put("keys", keys(step.change()))
        .put("result", outcome.flatMap(document -> document.string("result")))
        .put("reason", outcome.flatMap(document -> document.string("reason")));
  }

  private static List<String> keys(Change change) {
    if (change instanceof Change.Replaced replaced) {
      return replaced.keys();
    } else if (change instanceof Change.Adjusted adjusted) {
      return adjusted.keys();
    } else if (change instanceof Change.Retuned retuned) {
      return retuned.keys();
    }
    return List.of();
  }
}
