package io.banyan.control.http;

import io.banyan.control.document.PeriodicDocument;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.lifecycle.ChildKind;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.TreeView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** Shows what is done again and again, and steers it. Safe from any thread. */
record Periodicals(TreeView view, Schedules schedules) {

  List<JsonObject> rows() {
    return view.all().stream()
        .filter(child -> child.declaration().kind() == ChildKind.PERIODIC)
        .map(PeriodicDocument::row)
        .toList();
  }

  /**
   * Steers one.
   *
   * @param path the parts of its name, and what is to be done
   */
  CompletionStage<HttpResponse> steer(List<String> path) {
    int last = path.size() - 1;
    Optional<Schedules.Verb> verb =
        Arrays.stream(Schedules.Verb.values())
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(path.get(last)))
            .findFirst();
    if (last < 1 || verb.isEmpty()) {
      return CompletableFuture.completedFuture(Routes.unknown());
    }
    String name = String.join("/", path.subList(0, last));
    Optional<ChildSnapshot> child = view.find(name);
    if (child.isEmpty()) {
      return CompletableFuture.completedFuture(Answer.noSuchProcess(name));
    }
    return schedules
        .steer(child.get().path(), verb.get())
        .thenApply(failure -> answer(name, verb.get(), failure));
  }

  private static HttpResponse answer(String name, Schedules.Verb verb, Optional<String> failure) {
    return Answer.of(
        failure.isPresent() ? StatusCodes.CONFLICT : StatusCodes.OK,
        new JsonObject()
            .put("id", name)
            .put("result", failure.isPresent() ? "failed" : verb.result())
            .put("reason", failure));
  }
}
