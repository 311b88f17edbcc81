package io.banyan.control.http;

import io.banyan.control.document.GraphDocument;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.runtime.output.ProcessOutputs;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.Query;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;

/** Answers with what processes wrote and write. Safe from any thread. */
final class Logs {

  private final LogStream stream;
  private final TreeView view;
  private final ProcessOutputs outputs;
  private final Clock clock;
  private final SharedKillSwitch followers = KillSwitches.shared("log-followers");

  Logs(ActorSystem<?> system, TreeView view, ProcessOutputs outputs, Clock clock) {
    this.stream = new LogStream(system);
    this.view = view;
    this.outputs = outputs;
    this.clock = clock;
  }

  /** Ends the answers that would go on for ever. */
  void endFollowers() {
    followers.shutdown();
  }

  /** The lines of one child, which must be a process. */
  HttpResponse one(String name, Query query) {
    Optional<ChildSnapshot> child = view.find(name);
    if (child.isEmpty()) {
      return Answer.noSuchProcess(name);
    }
    return refusal(child.get(), name).orElseGet(() -> lines(List.of(child.get().path()), query));
  }

  /**
   * The lines of several: each {@code id} is a process, a supervisor with all that is below it, or
   * the common name of instances; each {@code group} all its members.
   */
  HttpResponse some(Query query) {
    Set<ChildPath> paths = new LinkedHashSet<>();
    boolean asked = false;
    for (Pair<String, String> part : query.toList()) {
      if (Set.of("id", "group").contains(part.first())) {
        asked = true;
        Optional<HttpResponse> refusal = add(part.second(), part.first().equals("group"), paths);
        if (refusal.isPresent()) {
          return refusal.get();
        }
      }
    }
    return asked ? lines(paths, query) : Answer.badRequest("id or group has to be there");
  }

  private Optional<HttpResponse> add(String name, boolean group, Set<ChildPath> paths) {
    Optional<ChildSnapshot> child = group ? Optional.empty() : view.find(name);
    if (child.isPresent() && child.get().isSupervisor()) {
      paths.addAll(processes(process -> isBelow(process.path(), child.get().path())));
      return Optional.empty();
    }
    if (child.isPresent()) {
      paths.add(child.get().path());
      return refusal(child.get(), name);
    }
    List<ChildPath> members = processes(process -> process.circumstances().groups().contains(name));
    paths.addAll(members);
    return members.isEmpty() ? Optional.of(Answer.noSuchProcess(name)) : Optional.empty();
  }

  private List<ChildPath> processes(Predicate<ChildSnapshot> wanted) {
    return GraphDocument.inTreeOrder(view.all()).stream()
        .filter(ChildSnapshot::isProcess)
        .filter(wanted)
        .map(ChildSnapshot::path)
        .toList();
  }

  private static boolean isBelow(ChildPath path, ChildPath supervisor) {
    return supervisor.equals(ChildPath.ROOT) || path.text().startsWith(supervisor.text() + "/");
  }

  private static Optional<HttpResponse> refusal(ChildSnapshot child, String name) {
    if (child.isSupervisor()) {
      return Optional.of(
          Answer.error(
              StatusCodes.CONFLICT, "supervisor", name + " is a supervisor and writes nothing"));
    }
    return child.isProcess()
        ? Optional.empty()
        : Optional.of(
            Answer.error(
                StatusCodes.CONFLICT, "actor", name + " is an actor and has no output of its own"));
  }

  private HttpResponse lines(Collection<ChildPath> paths, Query query) {
    List<LogSource> sources =
        paths.stream().map(path -> new LogSource(path, view, outputs)).toList();
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                ContentTypes.create(MediaTypes.applicationBinary("x-ndjson", false)),
                stream.of(sources, LogQuery.parse(query, clock)).via(followers.flow())));
  }
}
