package io.banyan.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.containment.Containment;
import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.OutputTail;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.process.Environment;
import io.banyan.runtime.process.Incarnation;
import io.banyan.runtime.process.ManagedProcess;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessPorts;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;

/** Managed processes with limits, for tests of what becomes of them. Leaves nothing behind. */
final class LimitedProcesses implements AutoCloseable {

  private static final Duration SAMPLE_INTERVAL = Duration.ofMillis(20);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final ActorTestKit testKit = ActorTestKit.create();
  private final EventHub hub = new EventHub(Clock.systemUTC());
  private final EventLog events = EventLog.of(hub);
  private final ProcessOutputs outputs = new ProcessOutputs(Clock.systemUTC(), hub);
  private final ProcessEngine engine = ProcessEngines.create(new EngineSettings("auto", 1));
  private Optional<SystemLimits> limits = Optional.empty();

  /** What is missing for this mechanism to limit the resource; empty when nothing is. */
  String start(String mechanism, Resource resource) {
    try {
      SystemLimits started = SystemLimits.start(new LimitSettings(mechanism, SAMPLE_INTERVAL));
      limits = Optional.of(started);
      return mechanism.startsWith("cgroup")
              && started.tree().filter(tree -> tree.limits(resource)).isEmpty()
          ? mechanism + " does not limit " + resource + " here"
          : "";
    } catch (IllegalStateException unavailable) {
      return String.valueOf(unavailable.getMessage());
    }
  }

  ActorRef<ManagedProcess.Command> run(
      String id, Limits limit, LaunchOptions options, List<String> command) {
    StreamSpec stream = new StreamSpec(Optional.empty(), 100);
    ProcessSpec spec =
        new ProcessSpec(
            new ProcessCommand.Argv(command),
            Path.of("/"),
            Environment.INHERITED,
            Signal.TERM,
            Shutdown.within(GRACE),
            Set.of(0),
            new OutputSpec(stream, stream),
            options,
            limit,
            StdinSource.NULL,
            Escaped.KILL);
    ProcessPorts ports =
        new ProcessPorts(
            engine,
            limits.orElseThrow(),
            hub,
            outputs,
            Fixtures.ENVIRONMENT,
            Duration.ofMillis(500),
            Containment.none());
    return testKit.spawn(
        ManagedProcess.create(new Incarnation(new ChildPath(id), 1), spec, ports, notice -> {}));
  }

  ProcessEvent.Ended awaitEnd(String id) {
    return events.await(ProcessEvent.Ended.class, ended -> ended.path().text().equals(id));
  }

  LimitsInForce inForce(String id) {
    return events
        .await(ProcessEvent.LimitsApplied.class, told -> told.path().text().equals(id))
        .limits();
  }

  OutputTail output(String id) {
    return outputs.tail(new ChildPath(id)).orElseThrow();
  }

  /** The living processes of its group. */
  List<ProcessTable.Row> groupOf(String id) {
    return living(identity(id));
  }

  long memoryOf(String id) {
    ProcSampler sampler = new ProcSampler();
    return sampler.memory(sampler.table().family(identity(id)), Long.MAX_VALUE);
  }

  /** Folders of single processes that are left. */
  List<Path> cgroupsOfProcesses() {
    return foldersOfThisJvm().stream().flatMap(root -> foldersIn(root, "").stream()).toList();
  }

  @Override
  public void close() {
    engine.close();
    testKit.shutdownTestKit();
    limits.ifPresent(SystemLimits::close);
    assertThat(foldersOfThisJvm()).isEmpty();
    for (ProcessEvent.Launched launched : events.all(ProcessEvent.Launched.class)) {
      // A kill takes its moment to arrive.
      Await.until("the end of the group", () -> living(launched.process()).isEmpty());
    }
  }

  private static List<ProcessTable.Row> living(ProcessIdentity leader) {
    return new ProcSampler()
        .table().group(leader).stream().filter(row -> OsFacts.isAlive(row.pid())).toList();
  }

  private ProcessIdentity identity(String id) {
    return events
        .await(ProcessEvent.Launched.class, launched -> launched.path().text().equals(id))
        .process();
  }

  private static List<Path> foldersOfThisJvm() {
    try {
      CgroupPaths paths =
          CgroupPaths.parse(
              Files.readString(Path.of("/proc/self/mountinfo")),
              Files.readString(Path.of("/proc/self/cgroup")));
      List<Path> bases = new ArrayList<>(paths.single().values());
      paths.unified().ifPresent(bases::add);
      String own = "banyan-" + ProcessHandle.current().pid() + "-";
      return bases.stream().flatMap(base -> foldersIn(base, own).stream()).toList();
    } catch (IOException notLinux) {
      return List.of();
    }
  }

  private static List<Path> foldersIn(Path folder, String prefix) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> entry.getFileName().toString().startsWith(prefix))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
