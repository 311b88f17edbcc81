package io.banyan.testkit.storm;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.process.Environment;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildDefinition.SupervisorChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Throws trees of supervisors that never give up, with strategies at random: at first three of four
 * processes each, and then others that have much in common with the one before.
 */
final class StormTree {

  private static final int SUPERVISORS = 3;
  private static final int PROCESSES = 4;

  /** Well below the patience of the test: a shell can miss a signal between two commands. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private static final RestartLimit NO_LIMIT =
      new RestartLimit(Integer.MAX_VALUE, Duration.ofSeconds(1));

  private final Random random;
  private final Path folder;
  private SupervisorSpec spec;
  private int names;

  StormTree(Random random, Path folder) {
    this.random = random;
    this.folder = folder;
    List<ChildSpec> supervisors = new ArrayList<>();
    for (int i = 0; i < SUPERVISORS; i++) {
      supervisors.add(supervisor());
    }
    spec = root(supervisors);
  }

  /** The latest one. */
  SupervisorSpec spec() {
    return spec;
  }

  List<ChildPath> supervisors() {
    return spec.children().stream().map(child -> ChildPath.ROOT.child(child.id())).toList();
  }

  /** In the order of declaration. */
  List<ChildPath> processes() {
    return spec.children().stream()
        .flatMap(
            child ->
                below(child).children().stream()
                    .map(process -> ChildPath.ROOT.child(child.id()).child(process.id())))
        .toList();
  }

  /** Throws another one; what it adds has names that were never used. */
  void change() {
    List<ChildSpec> supervisors = new ArrayList<>(spec.children());
    if (supervisors.size() > 2 && oneIn(5)) {
      supervisors.remove(random.nextInt(supervisors.size()));
    }
    supervisors.replaceAll(this::changed);
    if (supervisors.size() < SUPERVISORS + 1 && oneIn(5)) {
      supervisors.add(random.nextInt(supervisors.size() + 1), supervisor());
    }
    if (oneIn(6)) {
      Collections.shuffle(supervisors, random);
    }
    spec = root(supervisors);
  }

  private ChildSpec changed(ChildSpec supervisor) {
    SupervisorSpec before = below(supervisor);
    List<ChildSpec> children = new ArrayList<>(before.children());
    if (children.size() > 1 && oneIn(3)) {
      children.remove(random.nextInt(children.size()));
    }
    children.replaceAll(child -> oneIn(6) ? process(child.id()) : child);
    if (children.size() < PROCESSES + 2 && oneIn(3)) {
      children.add(random.nextInt(children.size() + 1), process("p" + ++names));
    }
    if (oneIn(6)) {
      Collections.shuffle(children, random);
    }
    Strategy strategy = oneIn(4) ? strategy() : before.strategy();
    return supervisor(supervisor.id(), strategy, children);
  }

  private ChildSpec supervisor() {
    List<ChildSpec> children = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      children.add(process("p" + ++names));
    }
    return supervisor("s" + ++names, strategy(), children);
  }

  private static SupervisorSpec root(List<ChildSpec> supervisors) {
    return new SupervisorSpec(Strategy.ONE_FOR_ONE, NO_LIMIT, supervisors);
  }

  private static ChildSpec supervisor(String id, Strategy strategy, List<ChildSpec> children) {
    return ChildSpec.of(
        id,
        new SupervisorChild(new SupervisorSpec(strategy, NO_LIMIT, children), Shutdown.infinity()));
  }

  private static SupervisorSpec below(ChildSpec supervisor) {
    return ((SupervisorChild) supervisor.definition()).supervisor();
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private Strategy strategy() {
    return Strategy.values()[random.nextInt(Strategy.values().length)];
  }

  /** Its last word means nothing, but makes it another command. */
  private ChildSpec process(String id) {
    StreamSpec stream = new StreamSpec(Optional.empty(), 10);
    String any = Integer.toString(random.nextInt());
    return ChildSpec.of(
        id,
        new ChildDefinition.ProcessChild(
            new ProcessSpec(
                new ProcessCommand.Argv(Fixtures.command("stamp", folder.toString(), id, any)),
                folder,
                Environment.INHERITED,
                Signal.TERM,
                Shutdown.within(GRACE),
                Set.of(0),
                new OutputSpec(stream, stream)),
            false));
  }
}
