package io.banyan.control.http;

import io.banyan.control.document.GraphDocument;
import io.banyan.control.document.GroupsDocument;
import io.banyan.control.document.ProcessDocument;
import io.banyan.control.document.ReloadDocument;
import io.banyan.control.document.RuntimeDocument;
import io.banyan.control.document.UsageDocument;
import io.banyan.control.json.JsonObject;
import io.banyan.control.proc.CurrentUsage;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.usage.Usage;
import io.banyan.supervision.graph.SupervisionGraph;
import io.banyan.supervision.reload.ReloadResult;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;

/** Which answer a request gets, once the gate has let it in. Safe from any thread. */
final class Routes {

  private final ActorSystem<?> system;
  private final ControlPlane plane;
  private final RuntimeDocument runtime;
  private final Clock clock;
  private final Operations operations;
  private final SharedKillSwitch followers = KillSwitches.shared("log-followers");

  Routes(ActorSystem<?> system, ControlPlane plane, RuntimeDocument runtime, Clock clock) {
    this.system = system;
    this.plane = plane;
    this.runtime = runtime;
    this.clock = clock;
    this.operations = new Operations(plane.view(), plane.operations());
  }

  /** Ends the answers that would go on for ever. */
  void endFollowers() {
    followers.shutdown();
  }

  /** The answer to a request for something to see. */
  HttpResponse get(HttpRequest request, List<String> path) {
    return switch (path.get(0)) {
      case "runtime" -> path.size() == 1 ? Answer.ok(runtime.json()) : unknown();
      case "graph" ->
          path.size() == 1
              ? GraphAnswer.of(plane.graph().get(), plane.name(), request.getUri().query())
              : unknown();
      case "groups" ->
          path.size() == 1 ? Answer.ok(GroupsDocument.of(plane.view().all())) : unknown();
      case "processes" ->
          path.size() == 1 ? Answer.ok(rows()) : one(request, path.subList(1, path.size()));
      default -> unknown();
    };
  }

  private List<JsonObject> rows() {
    Instant now = clock.instant();
    List<ChildSnapshot> children =
        GraphDocument.inTreeOrder(plane.view().all()).stream()
            .filter(child -> !child.isSupervisor())
            .toList();
    Map<ChildPath, Usage> usages = CurrentUsage.of(children, now);
    return children.stream()
        .map(
            child -> ProcessDocument.row(child, now, Optional.ofNullable(usages.get(child.path()))))
        .toList();
  }

  private HttpResponse one(HttpRequest request, List<String> id) {
    String name = String.join("/", id);
    Optional<ChildSnapshot> found = plane.view().find(name);
    if (found.isPresent()) {
      ChildSnapshot child = found.get();
      Instant now = clock.instant();
      Optional<Usage> usage =
          Optional.ofNullable(CurrentUsage.of(List.of(child), now).get(child.path()));
      return Answer.ok(ProcessDocument.full(child, now, usage).put("links", links(child)));
    }
    // Only after the whole was no child: one may well be called "logs".
    int last = id.size() - 1;
    String above = String.join("/", id.subList(0, last));
    return switch (last > 0 ? id.get(last) : "") {
      case "logs" -> logs(request, above);
      case "usage" -> usage(above);
      default -> noSuchProcess(name);
    };
  }

  private HttpResponse usage(String name) {
    return plane
        .view()
        .find(name)
        .map(child -> Answer.ok(UsageDocument.of(child.path(), plane.usage().of(child.path()))))
        .orElseGet(() -> noSuchProcess(name));
  }

  private HttpResponse logs(HttpRequest request, String name) {
    Optional<ChildSnapshot> child = plane.view().find(name);
    if (child.isEmpty()) {
      return noSuchProcess(name);
    }
    if (child.get().isSupervisor()) {
      return Answer.error(
          StatusCodes.CONFLICT, "supervisor", name + " is a supervisor and writes nothing");
    }
    if (!child.get().isProcess()) {
      return Answer.error(
          StatusCodes.CONFLICT, "actor", name + " is an actor and has no output of its own");
    }
    LogQuery query = LogQuery.parse(request.getUri().query());
    LogStream lines = new LogStream(system, () -> plane.outputs().tail(child.get().path()), query);
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                ContentTypes.create(MediaTypes.applicationBinary("x-ndjson", false)),
                lines.source().via(followers.flow())));
  }

  /** The answer to a request to do something. */
  CompletionStage<HttpResponse> post(List<String> path, String body) {
    if (path.equals(List.of("down"))) {
      return CompletableFuture.completedFuture(down(body));
    }
    if (path.equals(List.of("reload"))) {
      return reload(body);
    }
    if (path.size() == 2
        && path.get(0).equals("operations")
        && OperationRequest.VERBS.contains(path.get(1))) {
      return operations.run(OperationRequest.parse(path.get(1), body));
    }
    if (path.size() == 3
        && path.get(0).equals("groups")
        && Set.of("add", "remove").contains(path.get(2))) {
      return CompletableFuture.completedFuture(
          operations.regroup(path.get(1), path.get(2).equals("add"), body));
    }
    return CompletableFuture.completedFuture(unknown());
  }

  private CompletionStage<HttpResponse> reload(String body) {
    return plane
        .reloader()
        .reload(ChoiceRequest.of(body, "dryRun"))
        .thenApply(result -> Answer.of(status(result), ReloadDocument.of(result)));
  }

  private static StatusCode status(ReloadResult result) {
    return result instanceof ReloadResult.Read ? StatusCodes.OK : StatusCodes.CONFLICT;
  }

  private HttpResponse down(String body) {
    plane.operations().shutdown(ChoiceRequest.of(body, "force"));
    return Answer.of(StatusCodes.ACCEPTED, new JsonObject().put("result", "stopping"));
  }

  private List<String> links(ChildSnapshot child) {
    SupervisionGraph graph = plane.graph().get();
    return graph.find(child.path().text()).map(node -> graph.linked(node.id())).orElse(List.of());
  }

  private static HttpResponse noSuchProcess(String name) {
    return Answer.notFound("no such process: " + name);
  }

  static HttpResponse unknown() {
    return Answer.notFound("there is nothing here");
  }
}
