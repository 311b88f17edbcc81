package io.banyan.bench.jmh;

import io.banyan.runtime.engine.Signal;
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
import io.banyan.supervision.strategy.Action;
import io.banyan.supervision.strategy.ChildEnd;
import io.banyan.supervision.strategy.SupervisorMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Crashes a supervisor can decide about per second: one end and one start each. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Decisions {

  /** How many children the supervisor has. */
  @Param({"1", "1000"})
  public int children;

  private SupervisorMachine machine = machine(1);
  private long now;

  /** A supervisor with all its children up. */
  @Setup
  public void boot() {
    machine = machine(children);
    List<Action> actions = machine.begin();
    while (actions.stream().anyMatch(Action.Start.class::isInstance)) {
      Action.Start start = (Action.Start) actions.get(actions.size() - 1);
      actions = machine.childRunning(start.id(), 0);
    }
  }

  @Benchmark
  public void crash(Blackhole blackhole) {
    // Far enough apart to leave one restart in the window.
    now += Duration.ofSeconds(2).toNanos();
    blackhole.consume(machine.childEnded("c0", ChildEnd.FAILURE, now));
    blackhole.consume(machine.childRunning("c0", 0));
  }

  private static SupervisorMachine machine(int children) {
    return new SupervisorMachine(
        new SupervisorSpec(
            Strategy.ONE_FOR_ONE,
            new RestartLimit(3, Duration.ofSeconds(1)),
            IntStream.range(0, children).mapToObj(i -> child("c" + i)).toList()));
  }

  private static ChildSpec child(String id) {
    StreamSpec stream = new StreamSpec(Optional.empty(), 1);
    ProcessSpec process =
        new ProcessSpec(
            new ProcessCommand.Argv(List.of("true")),
            Path.of("/"),
            Environment.INHERITED,
            Signal.TERM,
            Shutdown.brutalKill(),
            Set.of(0),
            new OutputSpec(stream, stream));
    return ChildSpec.of(id, new ChildDefinition.ProcessChild(process, false));
  }
}
