package io.banyan.testkit.random;

import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tree and what happens to it; finds the first step after which world and model differ. */
record Run(SupervisorSpec tree, List<Step> steps) {

  /**
   * A difference.
   *
   * @param step after how many steps
   */
  record Difference(int step, String what) {}

  Optional<Difference> difference() {
    Model model = new Model(tree);
    try (World world = new World()) {
      world.begin(tree);
      model.begin();
      Optional<String> found = compare(world, model);
      for (int i = 0; i < steps.size() && found.isEmpty(); i++) {

        found = take(steps.get(i), world, model).or(() -> compare(world, model));
        if (found.isPresent()) {
          return Optional.of(new Difference(i + 1, found.get()));
        }
      }
      return found.map(what -> new Difference(0, what));
    }
  }

  /** The same with as few steps as show a difference. */
  Run shortened(Difference first) {
    Run shortest = new Run(tree, steps.subList(0, first.step()));
    for (int i = shortest.steps().size() - 1; i >= 0; i--) {
      List<Step> fewer = new ArrayList<>(shortest.steps());
      fewer.remove(i);
      Run candidate = new Run(tree, fewer);
      if (candidate.difference().isPresent()) {
        shortest = candidate;
      }
    }
    return shortest;
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
    } else if (step instanceof Step.Passes passes) {
      world.kit().timePasses(passes.time());
      model.passes(passes.time().toNanos());
    } else if (step instanceof Step.ShutDown shutDown) {
      return shutDown(shutDown, world, model);
    }
    return Optional.empty();
  }

  private static Optional<String> operate(Step.Wish wish, Node node, World world, Model model) {
    int before = model.trace.size();
    boolean startsBeforeItsTurn =
        node.isDelayed() && node.above().strategy() != Strategy.ONE_FOR_ONE;
    Optional<String> found =
        same(wish + " " + node.path, world.operate(wish, node.path), model.operate(wish, node));
    if (startsBeforeItsTurn) {
      // Whether the rest of its group waits for it is not promised.
      sortFrom(before, world.trace());
      sortFrom(before, model.trace);
    }
    return found;
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
    Optional<String> trace = compareTraces(world.trace(), model.trace);
    return trace.or(
        () ->
            model.processes().stream()
                .filter(node -> world.aliveOf(node.path) != (node.up ? 1 : 0))
                .findFirst()
                .map(node -> node.path + " has " + world.aliveOf(node.path) + " processes"));
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

  /** The steps in words, numbered. */
  String words() {
    Model model = new Model(tree);
    return IntStream.range(0, steps.size())
        .mapToObj(i -> "\n  %d. %s".formatted(i + 1, words(steps.get(i), model)))
        .collect(Collectors.joining());
  }

  private static String words(Step step, Model model) {
    if (step instanceof Step.Exits exits) {
      return among(model.processes(), exits.process()).path + " exits with " + exits.code();
    } else if (step instanceof Step.Signalled signalled) {
      return among(model.processes(), signalled.process()).path + " is sent KILL";
    } else if (step instanceof Step.LaunchesFail fail) {
      Node process = among(model.processes(), fail.process());
      return "the next %d launches of %s fail".formatted(fail.times(), process.path);
    } else if (step instanceof Step.Operated operated) {
      return "operator: %s %s"
          .formatted(operated.wish(), among(model.nodes(), operated.node()).path);
    }
    return step.toString();
  }

  private static Node among(List<Node> nodes, int number) {
    return nodes.get(number % nodes.size());
  }
}
