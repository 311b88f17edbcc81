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
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Three supervisors of four processes each that never give up, with strategies at random. */
record StormTree(SupervisorSpec spec, List<ChildPath> supervisors, List<ChildPath> processes) {

  private static final int SUPERVISORS = 3;
  private static final int PROCESSES = 4;

  /** Well below the patience of the test: a shell can miss a signal between two commands. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private static final RestartLimit NO_LIMIT =
      new RestartLimit(Integer.MAX_VALUE, Duration.ofSeconds(1));

  static StormTree throwOne(Random random, Path folder) {
    List<ChildSpec> supervisors = new ArrayList<>();
    List<ChildPath> paths = new ArrayList<>();
    List<ChildPath> processes = new ArrayList<>();
    for (int s = 0; s < SUPERVISORS; s++) {
      List<ChildSpec> children = new ArrayList<>();
      ChildPath above = ChildPath.ROOT.child("s" + s);
      for (int p = 0; p < PROCESSES; p++) {
        ChildSpec child = process("p" + s + p, folder);
        children.add(child);
        processes.add(above.child(child.id()));
      }
      supervisors.add(
          ChildSpec.of(
              above.id(),
              new ChildDefinition.SupervisorChild(
                  new SupervisorSpec(any(random), NO_LIMIT, children), Shutdown.infinity())));
      paths.add(above);
    }
    return new StormTree(
        new SupervisorSpec(Strategy.ONE_FOR_ONE, NO_LIMIT, supervisors), paths, processes);
  }

  private static Strategy any(Random random) {
    return Strategy.values()[random.nextInt(Strategy.values().length)];
  }

  private static ChildSpec process(String id, Path folder) {
    StreamSpec stream = new StreamSpec(Optional.empty(), 10);
    return ChildSpec.of(
        id,
        new ChildDefinition.ProcessChild(
            new ProcessSpec(
                new ProcessCommand.Argv(Fixtures.command("stamp", folder.toString(), id)),
                folder,
                Environment.INHERITED,
                Signal.TERM,
                Shutdown.within(GRACE),
                Set.of(0),
                new OutputSpec(stream, stream)),
            false));
  }
}
