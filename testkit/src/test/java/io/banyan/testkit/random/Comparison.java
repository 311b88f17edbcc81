package io.banyan.testkit.random;

import static io.banyan.testkit.random.Run.among;

import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Whether a tree of processes that end at once does exactly what the {@link Model} says. */
final class Comparison implements Run.Judge {

  @Override
  public Optional<Run.Fault> fault(Run run) {
    Model model = new Model(run.tree());
    try (World world = new World()) {
      world.begin(run.tree());
      model.begin();
      Optional<String> found = compare(world, model);
      for (int i = 0; i < run.steps().size() && found.isEmpty(); i++) {
        found = take(run.steps().get(i), world, model).or(() -> compare(world, model));
        if (found.isPresent()) {
          String what = "%s%ntree by now:%s".formatted(found.get(), model.root.drawn());
          return Optional.of(new Run.Fault(i + 1, what));
        }
      }
      return found.map(what -> new Run.Fault(0, what));
    }
  }

  private static Optional<String> take(Step step, World world, Model model) {
    if (step instanceof Step.Exits exits) {
      Node process = among(model.processes(), exits.process());
      if (process.up) {
        world.endsByItself(process.path, exits.code());
        model.endsByItself(process, exits.code() != 0);
      }
    } else if (step instanceof Step.Signalled signalled) {
      return signal(among(model.processes(), signalled.process()), world, model);
    } else if (step instanceof Step.LaunchesFail fail) {
      Node process = among(model.processes(), fail.process());
      world.launchesFail(process.path, fail.times());
      process.failures += fail.times();
    } else if (step instanceof Step.Operated operated) {
      return operate(operated.wish(), among(model.nodes(), operated.node()), world, model);
    } else if (step instanceof Step.Reloaded reloaded) {
      return reload(reloaded.of(model.root.declared()), world, model);
    } else if (step instanceof Step.Passes passes) {
      world.kit().timePasses(passes.time());
      model.passes(passes.time().toNanos());
    } else if (step instanceof Step.ShutDown shutDown) {
      return shutDown(shutDown, world, model);
    }
    return Optional.empty();
  }

  private static Optional<String> operate(Step.Wish wish, Node node, World world, Model model) {
    return same(wish + " " + node.path, world.operate(wish, node.path), model.operate(wish, node));
  }

  /** Not while it would have to wait for somebody, which could take as long as anything. */
  private static Optional<String> reload(SupervisorSpec after, World world, Model model) {
    if (!model.isCalm()) {
      return Optional.empty();
    }
    model.reload(after);
    return world.reload(after).isPending()
        ? Optional.of("the reload has no end")
        : Optional.empty();
  }

  private static Optional<String> signal(Node process, World world, Model model) {
    if (!process.up) {
      return Optional.empty();
    }
    String told = world.signal(process.path);
    model.endsByItself(process, true);
    return same("signal " + process.path, told, "SignalSent");
  }

  private static Optional<String> shutDown(Step.ShutDown how, World world, Model model) {
    int before = model.trace.size();
    if (how.brutal()) {
      world.kit().shutdownBrutally().now();
      model.shutDown();
      // Everything is killed at once: there is no order to be kept.
      sortFrom(before, world.trace());
      sortFrom(before, model.trace);
    } else {
      world.kit().shutdown().now();
      model.shutDown();
    }
    return world.unanswered().stream().findFirst().map(request -> "never answered: " + request);
  }

  private static void sortFrom(int index, List<String> trace) {
    Collections.sort(trace.subList(Math.min(index, trace.size()), trace.size()));
  }

  private static Optional<String> compare(World world, Model model) {
    return compareTraces(world.trace(), model.trace)
        .or(
            () ->
                model.nodes().stream()
                    .map(node -> compare(node, world))
                    .flatMap(Optional::stream)
                    .findFirst());
  }

  private static Optional<String> compare(Node node, World world) {
    LifecycleState state = world.kit().state(node.path.text());
    boolean asExpected =
        node.up
            ? state == LifecycleState.RUNNING
            : node.isDelayed() || node.waiting
                ? state == LifecycleState.RESTARTING
                : state.isEnded() || state == LifecycleState.INITIALIZED;
    boolean processes = node.isSupervisor() || world.aliveOf(node.path) == (node.up ? 1 : 0);
    return asExpected && processes
        ? Optional.empty()
        : Optional.of(
            "%s is %s with %d processes, should be %s"
                .formatted(
                    node.path, state.text(), world.aliveOf(node.path), node.up ? "up" : "down"));
  }

  private static Optional<String> compareTraces(List<String> world, List<String> model) {
    int same = 0;
    while (same < world.size() && same < model.size() && world.get(same).equals(model.get(same))) {
      same++;
    }
    if (same == world.size() && same == model.size()) {
      return Optional.empty();
    }
    return Optional.of(
        "what happened: %s\n  what should have: %s\n  after: %s"
            .formatted(
                world.subList(same, world.size()),
                model.subList(same, model.size()),
                world.subList(Math.max(0, same - 10), same)));
  }

  private static Optional<String> same(String what, String world, String model) {
    return world.equals(model)
        ? Optional.empty()
        : Optional.of("%s was told %s, should have been %s".formatted(what, world, model));
  }
}
