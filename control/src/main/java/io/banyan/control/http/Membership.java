package io.banyan.control.http;

import io.banyan.control.document.LinkDocument;
import io.banyan.control.document.ResultDocument;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.supervision.link.LinkResult;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.TreeOperations;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** Makes children from templates, and ties children to each other. Safe from any thread. */
record Membership(TreeView view, TreeOperations tree) {

  /** Another child of a dynamic supervisor. */
  CompletionStage<HttpResponse> add(AddRequest request) {
    Optional<ChildSnapshot> supervisor = view.find(request.supervisor());
    if (supervisor.isEmpty()) {
      return done(request, new OperationResult.NotFound());
    }
    if (!supervisor.get().isSupervisor()) {
      return done(request, new OperationResult.Failed("it is no supervisor"));
    }
    return tree.startAnother(supervisor.get().path(), request.id(), request.arguments())
        .thenApply(result -> answer(request, result));
  }

  HttpResponse link(LinkRequest request) {
    return tie(request, tree::link);
  }

  HttpResponse unlink(LinkRequest request) {
    return tie(request, tree::unlink);
  }

  private HttpResponse tie(
      LinkRequest request, BiFunction<ChildPath, ChildPath, LinkResult> change) {
    Optional<ChildPath> one = path(request.one());
    Optional<ChildPath> other = path(request.other());
    if (one.isEmpty() || other.isEmpty()) {
      String missing = one.isEmpty() ? request.one() : request.other();
      return Answer.of(
          StatusCodes.NOT_FOUND, LinkDocument.notFound(request.one(), request.other(), missing));
    }
    LinkResult result = change.apply(one.get(), other.get());
    return Answer.of(status(result), LinkDocument.of(request.one(), request.other(), result));
  }

  private Optional<ChildPath> path(String name) {
    return view.find(name).map(ChildSnapshot::path);
  }

  private static StatusCode status(LinkResult result) {
    if (result instanceof LinkResult.NoSuchChild) {
      return StatusCodes.NOT_FOUND;
    }
    return result instanceof LinkResult.NotAlive || result instanceof LinkResult.Refused
        ? StatusCodes.CONFLICT
        : StatusCodes.OK;
  }

  private static CompletionStage<HttpResponse> done(AddRequest request, OperationResult result) {
    return CompletableFuture.completedFuture(answer(request, result));
  }

  private static HttpResponse answer(AddRequest request, OperationResult result) {
    return Answer.of(Operations.status(result), ResultDocument.of(request.supervisor(), result));
  }
}
