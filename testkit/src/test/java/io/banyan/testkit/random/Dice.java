package io.banyan.testkit.random;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.process.Environment;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.Backoff;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Throws trees and steps, the same ones for the same seed. */
final class Dice {

  private static final int DEPTH = 3;

  private final Random random;
  private final boolean slow;
  private int names;

  private Dice(long seed, boolean slow) {
    this.random = new Random(seed);
    this.slow = slow;
  }

  /** For processes that end at once. */
  static Dice prompt(long seed) {
    return new Dice(seed, false);
  }

  /** For processes that may take their time to end, or have to be killed. */
  static Dice slow(long seed) {
    return new Dice(seed, true);
  }

  /** A root with one to four children that gives up late, supervisors up to three deep. */
  SupervisorSpec tree() {
    SupervisorSpec root = supervisor(1);
    return new SupervisorSpec(root.strategy(), patience(), root.children());
  }

  /**
   * At most so many things that happen; slow processes sometimes find their peace, else all ends
   * with a shutdown.
   */
  List<Step> steps(int count) {
    List<Step> steps = new ArrayList<>();
    int some = slow ? 1 + random.nextInt(count) : count;
    while (steps.size() < some - 1) {
      steps.add(step());
    }
    if (!slow || chance(2)) {
      steps.add(new Step.ShutDown(chance(4)));
    }
    return steps;
  }

  boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  Random random() {
    return random;
  }

  /** One of so many. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  Strategy strategy() {
    return any(Strategy.values());
  }

  RestartLimit patience() {
    return new RestartLimit(4 + random.nextInt(8), upTo(30));
  }

  RestartLimit limit() {
    return new RestartLimit(random.nextInt(6), upTo(chance(2) ? 60 : 10));
  }

  /** New names are others than those of this tree. */
  void namesAfter(SupervisorSpec tree) {
    for (ChildSpec child : tree.children()) {
      names = Math.max(names, Integer.parseInt(child.id().substring(1)));
      if (child.definition() instanceof ChildDefinition.SupervisorChild below) {
        namesAfter(below.supervisor());
      }
    }
  }

  Duration upTo(int seconds) {
    return Duration.ofMillis(1 + random.nextInt(seconds * 1000));
  }

  private Step step() {
    int who = random.nextInt(64);
    return switch (random.nextInt(13)) {
      case 0, 1, 2 -> new Step.Exits(who, random.nextInt(2));
      case 3 -> new Step.Signalled(who);
      case 4 -> new Step.LaunchesFail(who, 1 + random.nextInt(3));
      case 5 -> new Step.Operated(Step.Wish.START, who);
      case 6 -> new Step.Operated(Step.Wish.STOP, who);
      case 7 -> new Step.Operated(Step.Wish.RESTART, who);
      case 8 -> new Step.Operated(Step.Wish.KILL, who);
      case 9 -> new Step.Reloaded(random.nextLong(), slow);
      default -> new Step.Passes(upTo(chance(3) ? 60 : 5));
    };
  }

  private SupervisorSpec supervisor(int depth) {
    List<ChildSpec> children = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      children.add(child(depth));
    }
    RestartLimit limit = limit();
    return new SupervisorSpec(strategy(), limit, children);
  }

  /** A child of a supervisor so deep in the tree. */
  ChildSpec child(int depth) {
    return depth < DEPTH && chance(3) ? supervisorBelow(depth) : process();
  }

  private ChildSpec supervisorBelow(int depth) {
    return ChildSpec.of(
            "s" + ++names,
            new ChildDefinition.SupervisorChild(supervisor(depth + 1), Shutdown.infinity()))
        .withRestart(policy());
  }

  private ChildSpec process() {
    String id = "p" + ++names;
    StreamSpec stream = new StreamSpec(Optional.empty(), 10);
    ProcessSpec process =
        new ProcessSpec(
            new ProcessCommand.Argv(List.of(id, slow ? Long.toString(slowness()) : "0")),
            Path.of("/"),
            Environment.INHERITED,
            Signal.TERM,
            chance(6) ? Shutdown.brutalKill() : Shutdown.within(upTo(10)),
            Set.of(0),
            new OutputSpec(stream, stream));
    return ChildSpec.of(id, new ChildDefinition.ProcessChild(process, false)).withRestart(policy());
  }

  RestartPolicy policy() {
    Backoff pause = chance(3) ? pause() : Backoff.NONE;
    return RestartPolicy.of(chance(2) ? RestartType.PERMANENT : any(RestartType.values()))
        .withBackoff(pause);
  }

  private Backoff pause() {
    Duration initial = upTo(8);
    if (chance(2)) {
      return Backoff.constant(initial);
    }
    double jitter = chance(2) ? 0 : random.nextDouble();
    return new Backoff(initial, initial.plus(upTo(20)), 1 + random.nextInt(3), jitter, upTo(30));
  }

  /** How many milliseconds it takes to end when it is asked to. */
  private long slowness() {
    return chance(2) ? 0 : upTo(15).toMillis();
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
