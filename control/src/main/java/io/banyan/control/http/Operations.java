package io.banyan.control.http;

import io.banyan.control.document.GraphDocument;
import io.banyan.control.document.ResultDocument;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.supervision.tree.Batch;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.TreeOperations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** Finds the children that a request is about, and asks the tree. Safe from any thread. */
record Operations(TreeView view, TreeOperations tree) {

  CompletionStage<HttpResponse> run(OperationRequest request) {
    Optional<ChildSnapshot> child =
        request.ofGroup() ? Optional.empty() : view.find(request.name());
    if (child.isPresent()) {
      return request
          .run(tree, child.get().path())
          .thenApply(done -> Answer.of(status(done), ResultDocument.of(request.name(), done)));
    }
    // The instances of a child are a group of its name.
    List<ChildPath> members = members(request.name());
    if (members.isEmpty()) {
      OperationResult nobody = new OperationResult.NotFound();
      return CompletableFuture.completedFuture(
          Answer.of(status(nobody), ResultDocument.of(request.name(), nobody)));
    }
    return onAll(request, members)
        .thenApply(results -> Answer.of(status(results), document(request.name(), results)));
  }

  /**
   * Puts a child into a group, or takes it out of it.
   *
   * @param body {@code {"id": …}}
   */
  HttpResponse regroup(String group, boolean join, String body) {
    String name = ChildRequest.id(body);
    Optional<ChildSnapshot> child = view.find(name);
    if (child.isEmpty()) {
      return Answer.of(
          StatusCodes.NOT_FOUND, ResultDocument.of(name, new OperationResult.NotFound()));
    }
    if (join) {
      tree.join(child.get().path(), group);
    } else {
      tree.leave(child.get().path(), group);
    }
    return Answer.ok(new JsonObject().put("id", name).put("result", join ? "joined" : "left"));
  }

  private CompletionStage<List<Batch.Result>> onAll(
      OperationRequest request, List<ChildPath> members) {
    if (request.rolling()) {
      return Batch.rolling(members, path -> request.run(tree, path));
    }
    if (request.verb().equals("stop")) {
      Collections.reverse(members);
    }
    return Batch.together(members, path -> request.run(tree, path));
  }

  private List<ChildPath> members(String group) {
    return new ArrayList<>(
        GraphDocument.inTreeOrder(view.all()).stream()
            .filter(child -> child.circumstances().groups().contains(group))
            .map(ChildSnapshot::path)
            .toList());
  }

  private static JsonObject document(String group, List<Batch.Result> results) {
    return new JsonObject()
        .put("group", group)
        .put(
            "results",
            results.stream()
                .map(one -> ResultDocument.of(one.path().text(), one.result()))
                .toList());
  }

  private static StatusCode status(List<Batch.Result> results) {
    return results.stream()
        .map(one -> status(one.result()))
        .filter(status -> !status.equals(StatusCodes.OK))
        .findFirst()
        .orElse(StatusCodes.OK);
  }

  static StatusCode status(OperationResult result) {
    if (result instanceof OperationResult.NotFound) {
      return StatusCodes.NOT_FOUND;
    }
    return result instanceof OperationResult.Failed || result instanceof OperationResult.Refused
        ? StatusCodes.CONFLICT
        : StatusCodes.OK;
  }
}
