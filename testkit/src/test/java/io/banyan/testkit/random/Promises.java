package io.banyan.testkit.random;

import static io.banyan.testkit.random.Run.among;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.supervision.reload.ReloadResult;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.testkit.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a tree of processes that take their time keeps what holds in any case, whatever comes
 * together: nobody lives twice, nobody is lost, nobody who is stopped comes back by itself, every
 * request is answered, everything ends in order.
 */
final class Promises implements Run.Judge {

  /** Enough for every delay and every grace time of a whole tree, one after the other. */
  private static final Duration CALM = Duration.ofHours(1);

  /** The last thing an operator wanted of a child. */
  private record Wished(Step.Wish wish, World.Request request, int traceThen) {}

  @Override
  public Optional<Run.Fault> fault(Run run) {
    Node root = Node.root(run.tree());
    try (World world = new World()) {
      world.script(run.tree());
      world.begin(run.tree());
      Map<ChildPath, Wished> wishes = new HashMap<>();
      List<Answer<ReloadResult>> reloads = new ArrayList<>();
      int troubledAt = 0;
      for (int i = 0; i < run.steps().size(); i++) {
        Step step = run.steps().get(i);
        if (step instanceof Step.ShutDown shutDown) {
          // What has no end yet has not brought the tree to what is declared.
          boolean asDeclared = reloads.stream().allMatch(World::isMade);
          return end(shutDown, asDeclared, root, world).map(new Faults(i)::of);
        }
        if (step instanceof Step.Reloaded reloaded) {
          reload(reloaded.of(root.declared()), root, world).ifPresent(reloads::add);
        } else if (take(step, root, world, wishes)) {
          troubledAt = world.trace().size();
        }
        if (reloads.stream().anyMatch(Answer::isPending)) {
          // It goes on with what it had planned, whatever an operator wants meanwhile.
          troubledAt = world.trace().size() + 1;
        }
        Optional<String> twice = livesTwice(root, world);
        if (twice.isPresent()) {
          return twice.map(new Faults(i)::of);
        }
      }
      world.kit().timePasses(CALM);
      if (reloads.stream().anyMatch(Answer::isPending)) {
        return Optional.of(new Run.Fault(run.steps().size(), "a reload has no end"));
      }
      boolean asDeclared = reloads.stream().allMatch(World::isMade);
      Calm calm = new Calm(root, world, wishes, troubledAt);
      Optional<String> lost = asDeclared ? calm.fault() : Optional.empty();
      return lost.or(calm::unanswered)
          .or(() -> end(new Step.ShutDown(false), asDeclared, root, world))
          .map(new Faults(run.steps().size() - 1)::of);
    }
  }

  private record Faults(int index) {
    Run.Fault of(String what) {
      return new Run.Fault(index + 1, what);
    }
  }

  /** Unless another one is still under way. */
  private static Optional<Answer<ReloadResult>> reload(
      SupervisorSpec after, Node root, World world) {
    Answer<ReloadResult> answer = world.reload(after);
    if (!answer.isPending() && answer.now() instanceof ReloadResult.Refused) {
      return Optional.empty();
    }
    root.redeclare(after);
    return Optional.of(answer);
  }

  /** Whether a process was made to crash. */
  private static boolean take(Step step, Node root, World world, Map<ChildPath, Wished> wishes) {
    List<Node> nodes = root.all().skip(1).toList();
    List<Node> processes = nodes.stream().filter(node -> !node.isSupervisor()).toList();
    if (step instanceof Step.Exits exits) {
      ChildPath path = among(processes, exits.process()).path;
      if (world.isAlive(path)) {
        world.endsByItself(path, exits.code());
      }
      return true;
    } else if (step instanceof Step.Signalled signalled) {
      world.signal(among(processes, signalled.process()).path);
      return true;
    } else if (step instanceof Step.LaunchesFail fail) {
      world.launchesFail(among(processes, fail.process()).path, fail.times());
      return true;
    } else if (step instanceof Step.Operated operated) {
      ChildPath path = among(nodes, operated.node()).path;
      // Before it is asked: what is answered at once may be followed by a failed launch at once.
      int before = world.trace().size();
      wishes.put(path, new Wished(operated.wish(), world.request(operated.wish(), path), before));
    } else if (step instanceof Step.Passes passes) {
      world.kit().timePasses(passes.time());
    }
    return false;
  }

  private static Optional<String> livesTwice(Node root, World world) {
    return root.all()
        .filter(node -> !node.isSupervisor() && world.aliveOf(node.path) > 1)
        .findFirst()
        .map(node -> node.path + " lives twice");
  }

  private static Optional<String> end(
      Step.ShutDown how, boolean asDeclared, Node root, World world) {
    int before = world.trace().size();
    boolean calm =
        asDeclared && !how.brutal() && root.all().noneMatch(node -> world.isOnItsWay(node.path));
    if (how.brutal()) {
      world.kit().shutdownBrutally().eventually();
    } else {
      world.kit().shutdown().eventually();
    }
    List<String> ends = world.trace().subList(before, world.trace().size());
    if (calm && !inReverse(root, ends)) {
      return Optional.of("not in reverse order: " + ends + root.drawn());
    }
    return world.unanswered().stream()
        .findFirst()
        .map(request -> "never answered: " + request)
        .or(
            () ->
                root.all()
                    .filter(node -> !node.isSupervisor() && world.isAlive(node.path))
                    .findFirst()
                    .map(node -> node.path + " has survived"));
  }

  private static boolean inReverse(Node root, List<String> ends) {
    List<String> expected = new ArrayList<>();
    downwards(root, expected);
    expected.retainAll(ends);
    return expected.equals(ends);
  }

  private static void downwards(Node node, List<String> ends) {
    List<Node> children = new ArrayList<>(node.children);
    Collections.reverse(children);
    children.forEach(child -> downwards(child, ends));
    ends.add("end " + node.path);
  }

  /** What holds when nothing has happened for long. */
  private record Calm(Node root, World world, Map<ChildPath, Wished> wishes, int troubledAt) {

    Optional<String> fault() {
      if (!isUp(root)) {
        return Optional.empty();
      }
      return root.all().skip(1).flatMap(node -> fault(node).stream()).findFirst();
    }

    Optional<String> unanswered() {
      return isUp(root)
          ? world.unanswered().stream().findFirst().map(request -> "not answered: " + request)
          : Optional.empty();
    }

    private Optional<String> fault(Node node) {
      if (!isUp(node.above())) {
        return Optional.empty();
      }
      Wished wished = wishes.get(node.path);
      boolean wanted =
          wished == null
              || ((wished.wish() == Step.Wish.START || wished.wish() == Step.Wish.RESTART)
                  && !wished.request().told().equals("Failed"));
      boolean permanent = node.restart.type() == RestartType.PERMANENT && !node.changed;
      if (wanted && permanent && !isUp(node)) {
        return Optional.of(node.path + " is lost: " + world.kit().status(node.path.text()));
      }
      boolean stopped =
          wished != null
              && wished.wish() == Step.Wish.STOP
              && wished.request().told().endsWith("topped")
              && wished.traceThen() >= troubledAt
              && nobodyCameBackAfter(wished.traceThen());
      return stopped && isUp(node)
          ? Optional.of(node.path + " was stopped and is back")
          : Optional.empty();
    }

    /** A failed launch or the return of a supervisor can bring back whom an operator stopped. */
    private boolean nobodyCameBackAfter(int index) {
      return world.trace().subList(index, world.trace().size()).stream()
          .noneMatch(what -> what.startsWith("fail") || what.startsWith("ready"));
    }

    private boolean isUp(Node node) {
      return world.kit().state(node.path.text()) == LifecycleState.RUNNING;
    }
  }
}
