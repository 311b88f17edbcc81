package io.banyan.control.http;

import io.banyan.control.document.GraphDocument;
import io.banyan.control.document.GroupsDocument;
import io.banyan.control.document.InspectionDocument;
import io.banyan.control.document.ProcessDocument;
import io.banyan.control.document.ReloadDocument;
import io.banyan.control.document.RuntimeDocument;
import io.banyan.control.document.SupervisorDocument;
import io.banyan.control.document.UsageDocument;
import io.banyan.control.json.JsonObject;
import io.banyan.control.proc.CurrentUsage;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.usage.Usage;
import io.banyan.supervision.graph.SupervisionGraph;
import io.banyan.supervision.reload.ReloadResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** Which answer a request gets, once the gate has let it in. Safe from any thread. */
final class Routes {

  /** A supervisor answers at once, or has just ended. */
  private static final Duration COUNT_LIMIT = Duration.ofSeconds(5);

  private final ControlPlane plane;
  private final RuntimeDocument runtime;
  private final Clock clock;
  private final Operations operations;
  private final Membership membership;
  private final Logs logs;
  private final Events events;

  Routes(ActorSystem<?> system, ControlPlane plane, RuntimeDocument runtime, Clock clock) {
    this.plane = plane;
    this.runtime = runtime;
    this.clock = clock;
    this.operations = new Operations(plane.view(), plane.operations());
    this.membership = new Membership(plane.view(), plane.operations());
    this.events = new Events(system, plane.facts(), clock);
    this.logs = new Logs(system, plane.view(), plane.outputs(), clock);
  }

  /** Ends the answers that would go on for ever. */
  void endFollowers() {
    logs.endFollowers();
    events.endFollowers();
  }

  /** The answer to a request for something to see. */
  CompletionStage<HttpResponse> get(HttpRequest request, List<String> path) {
    if (path.get(0).equals("processes") && path.size() > 1) {
      return one(request, path.subList(1, path.size()));
    }
    Optional<ApiPart> part = part(path);
    if (part.isPresent()) {
      return part.get().get(path.subList(1, path.size())).thenApply(Routes::answer);
    }
    return done(path.size() == 1 ? all(request, path.get(0)) : unknown());
  }

  private Optional<ApiPart> part(List<String> path) {
    return plane.parts().stream().filter(part -> part.name().equals(path.get(0))).findFirst();
  }

  private static HttpResponse answer(ApiPart.Reply reply) {
    return Answer.of(StatusCodes.get(reply.status()), reply.json());
  }

  private HttpResponse all(HttpRequest request, String what) {
    return switch (what) {
      case "runtime" -> Answer.ok(runtime.json());
      case "graph" -> GraphAnswer.of(plane.graph().get(), plane.name(), request.getUri().query());
      case "events" -> events.answer(request);
      case "groups" -> Answer.ok(GroupsDocument.of(plane.view().all()));
      case "logs" -> logs.some(request.getUri().query());
      case "processes" -> Answer.ok(rows());
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

  private CompletionStage<HttpResponse> one(HttpRequest request, List<String> id) {
    String name = String.join("/", id);
    Optional<ChildSnapshot> found = plane.view().find(name);
    if (found.isPresent()) {
      return full(found.get()).thenApply(Answer::ok);
    }
    // Only after the whole was no child: one may well be called "logs".
    int last = id.size() - 1;
    String above = String.join("/", id.subList(0, last));
    return done(
        switch (last > 0 ? id.get(last) : "") {
          case "logs" -> logs.one(above, request.getUri().query());
          case "usage" -> usage(above);
          default -> Answer.noSuchProcess(name);
        });
  }

  private CompletionStage<JsonObject> full(ChildSnapshot child) {
    Instant now = clock.instant();
    Optional<Usage> usage =
        Optional.ofNullable(CurrentUsage.of(List.of(child), now).get(child.path()));
    JsonObject document =
        ProcessDocument.full(child, now, usage)
            .put("links", links(child))
            .put("process", inspected(child));
    if (!child.isSupervisor()) {
      return CompletableFuture.completedFuture(
          SupervisorDocument.addTo(document, Optional.empty(), Optional.empty()));
    }
    return plane
        .operations()
        .count(child.path())
        .toCompletableFuture()
        .copy()
        .completeOnTimeout(Optional.empty(), COUNT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(
            counts ->
                SupervisorDocument.addTo(document, plane.operations().spec(child.path()), counts));
  }

  private HttpResponse usage(String name) {
    return plane
        .view()
        .find(name)
        .map(child -> Answer.ok(UsageDocument.of(child.path(), plane.usage().of(child.path()))))
        .orElseGet(() -> Answer.noSuchProcess(name));
  }

  /** The answer to a request to do something. */
  CompletionStage<HttpResponse> post(List<String> path, String body) {
    if (path.equals(List.of("down"))) {
      return done(down(body));
    }
    if (path.equals(List.of("reload"))) {
      return reload(body);
    }
    if (path.size() == 2 && path.get(0).equals("operations")) {
      return durably(operate(path.get(1), body));
    }
    if (path.size() == 3
        && path.get(0).equals("groups")
        && Set.of("add", "remove").contains(path.get(2))) {
      return done(operations.regroup(path.get(1), path.get(2).equals("add"), body));
    }
    Optional<ApiPart> part = part(path);
    return part.isPresent()
        ? part.get().post(path.subList(1, path.size()), body).thenApply(Routes::answer)
        : done(unknown());
  }

  private CompletionStage<HttpResponse> operate(String verb, String body) {
    return switch (verb) {
      case "add" -> membership.add(AddRequest.parse(body));
      case "link" -> done(membership.link(LinkRequest.parse(body)));
      case "unlink" -> done(membership.unlink(LinkRequest.parse(body)));
      default ->
          OperationRequest.VERBS.contains(verb)
              ? operations.run(OperationRequest.parse(verb, body))
              : done(unknown());
    };
  }

  /** What was wanted and what came of it outlives the runtime before anybody is told. */
  private CompletionStage<HttpResponse> durably(CompletionStage<HttpResponse> answer) {
    return answer.thenCompose(done -> plane.facts().history().durable().thenApply(durable -> done));
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

  private Optional<JsonObject> inspected(ChildSnapshot child) {
    return ProcessDocument.runningProcess(child)
        .flatMap(plane.inspection()::info)
        .map(InspectionDocument::full);
  }

  private static CompletionStage<HttpResponse> done(HttpResponse answer) {
    return CompletableFuture.completedFuture(answer);
  }

  static HttpResponse unknown() {
    return Answer.notFound("there is nothing here");
  }
}
