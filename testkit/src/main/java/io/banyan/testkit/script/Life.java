package io.banyan.testkit.script;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * What one incarnation of a process does, or several in a row.
 *
 * @param steps in order, from its launch; when they are over it runs on
 * @param reactions to signals, other than the usual ones
 * @param reading what it does with its standard input
 * @param leaving what it leaves behind
 * @param failure why it is never launched
 * @param times for how many incarnations this holds
 */
record Life(
    List<Step> steps,
    Map<Signal, Reaction> reactions,
    Reading reading,
    Leaving leaving,
    Optional<LaunchFailure> failure,
    int times) {

  /** Runs until it is asked to end. */
  static final Life QUIET =
      new Life(
          List.of(),
          Map.of(),
          new Reading(line -> List.of(), OptionalInt.empty()),
          new Leaving(false, false),
          Optional.empty(),
          1);

  /**
   * What a process does with its standard input.
   *
   * @param answers the lines that it writes after it has read one
   * @param exitAtEnd the code with which it exits at the end of its input
   */
  record Reading(Answers answers, OptionalInt exitAtEnd) {}

  /** Lines for a line. */
  @FunctionalInterface
  interface Answers {
    List<String> to(String line);
  }

  /**
   * What is left when it has ended.
   *
   * @param survivors others of its group, until KILL
   * @param daemon somebody outside its group who holds its output open
   */
  record Leaving(boolean survivors, boolean daemon) {}

  Life {
    steps = List.copyOf(steps);
    reactions = Map.copyOf(reactions);
    if (times < 1) {
      throw new IllegalArgumentException("times: " + times);
    }
  }

  /** Successful at once. */
  static Life brief() {
    return QUIET.then(new Step.End(new ExitStatus.Exited(0)));
  }

  /** The ports that it opens. */
  List<Integer> ports() {
    return steps.stream()
        .filter(Step.Listen.class::isInstance)
        .map(step -> ((Step.Listen) step).port())
        .toList();
  }

  boolean tellsReady() {
    return steps.stream().anyMatch(Step.TellReady.class::isInstance);
  }

  Reaction to(Signal signal) {
    Reaction wanted = reactions.get(signal);
    return wanted == null ? Reaction.usual(signal) : wanted;
  }

  Life then(Step step) {
    if (!steps.isEmpty() && steps.get(steps.size() - 1) instanceof Step.End) {
      throw new IllegalStateException("it has ended: then() begins the next incarnation");
    }
    List<Step> more = new ArrayList<>(steps);
    more.add(step);
    return new Life(more, reactions, reading, leaving, failure, times);
  }

  Life on(Iterable<Signal> signals, UnaryOperator<Reaction> change) {
    Map<Signal, Reaction> more = new HashMap<>(reactions);
    signals.forEach(signal -> more.put(signal, change.apply(to(signal))));
    return new Life(steps, more, reading, leaving, failure, times);
  }

  Life withReading(Reading other) {
    return new Life(steps, reactions, other, leaving, failure, times);
  }

  Life withLeaving(Leaving other) {
    return new Life(steps, reactions, reading, other, failure, times);
  }

  Life withFailure(LaunchFailure reason) {
    return new Life(steps, reactions, reading, leaving, Optional.of(reason), times);
  }

  Life withTimes(int incarnations) {
    return new Life(steps, reactions, reading, leaving, failure, incarnations);
  }
}
