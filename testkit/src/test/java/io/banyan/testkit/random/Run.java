package io.banyan.testkit.random;

import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tree and what happens to it. */
record Run(SupervisorSpec tree, List<Step> steps) {

  /** Carries a run out and judges it. */
  @FunctionalInterface
  interface Judge {
    Optional<Fault> fault(Run run);
  }

  /**
   * Something that should not be.
   *
   * @param step after how many steps
   */
  record Fault(int step, String what) {}

  /** The same with as few steps as show a fault. */
  Run shortened(Fault first, Judge judge) {
    Run shortest = new Run(tree, steps.subList(0, first.step()));
    for (int i = shortest.steps().size() - 1; i >= 0; i--) {
      List<Step> fewer = new ArrayList<>(shortest.steps());
      fewer.remove(i);
      Run candidate = new Run(tree, fewer);
      if (judge.fault(candidate).isPresent()) {
        shortest = candidate;
      }
    }
    return shortest;
  }

  /** For people who have to repeat it. */
  String report(Judge judge) {
    String what = judge.fault(this).map(Fault::what).orElse("it is gone: not repeatable");
    return "tree:%s%nsteps:%s%nfault: %s".formatted(Node.root(tree).drawn(), words(), what);
  }

  private String words() {
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

  /** The one with this number, counted round. */
  static Node among(List<Node> nodes, int number) {
    return nodes.get(number % nodes.size());
  }
}
