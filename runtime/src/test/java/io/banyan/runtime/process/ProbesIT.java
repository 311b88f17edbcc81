package io.banyan.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.engine.NotifyChannel;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.probe.HealthSpec;
import io.banyan.runtime.probe.Probe;
import io.banyan.runtime.probe.Probes;
import io.banyan.runtime.probe.ReadyCondition;
import io.banyan.runtime.probe.ReadySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbesIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final ActorTestKit testKit = ActorTestKit.create();
  private final ProcessRuntime runtime =
      ProcessRuntime.start(ConfigFactory.load(), Fixtures.ENVIRONMENT);
  private final TestProbe<ProcessNotice> owner = testKit.createTestProbe();

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void end() {
    testKit.shutdownTestKit();
    runtime.close();
  }

  @Test
  void a_program_asks_until_the_process_is_ready() {
    Path file = folder.resolve("ready");
    Probe exec = new Probe.Exec(List.of("/bin/sh", "-c", "test -e '" + file + "'"));
    start(
        Fixtures.command("become-ready-late", file.toString()),
        ready(new ReadyCondition.Answers(exec), LIMIT));

    owner.expectMessageClass(ProcessNotice.Running.class, LIMIT);
    assertThat(file).exists();
  }

  @Test
  void a_line_tells_that_the_process_is_ready() {
    Path file = folder.resolve("ready");
    start(
        Fixtures.command("become-ready-late", file.toString()),
        ready(new ReadyCondition.LogLine("^now rea", Set.of(OutputStreamKind.STDOUT)), LIMIT));

    owner.expectMessageClass(ProcessNotice.Running.class, LIMIT);
  }

  @Test
  void a_descriptor_tells_that_the_process_is_ready() {
    assumeLinuxEngine();
    start(
        Fixtures.command("notify-descriptor"),
        ready(new ReadyCondition.Notified(NotifyChannel.FD), LIMIT));

    owner.expectMessageClass(ProcessNotice.Running.class, LIMIT);
  }

  @Test
  void a_socket_tells_that_the_process_is_ready_and_takes_what_comes_later() {
    assumeLinuxEngine();
    Path python = Path.of("/usr/bin/python3");
    assumeThat(python).as("a program that sends a datagram: /usr/bin/python3").isExecutable();
    start(
        List.of(python.toString(), Fixtures.path("notify-socket").toString()),
        ready(new ReadyCondition.Notified(NotifyChannel.SOCKET), LIMIT));

    owner.expectMessageClass(ProcessNotice.Running.class, LIMIT);
    owner.expectNoMessage(SHORT);
  }

  @Test
  void a_process_that_closes_its_descriptor_without_a_word_is_not_ready() {
    assumeLinuxEngine();
    start(
        List.of("/bin/sh", "-c", "exec 3>&-; exec sleep 600"),
        ready(new ReadyCondition.Notified(NotifyChannel.FD), Duration.ofMillis(500)));

    assertThat(failure()).isEqualTo("Timeout: not ready within 500ms");
  }

  @Test
  void a_program_that_hangs_and_forks_is_gone_with_all_it_started() {
    Path pids = folder.resolve("pids");
    Probe exec = new Probe.Exec(Fixtures.command("hang-and-fork", pids.toString()));
    start(
        Fixtures.command("run-forever"),
        ready(new ReadyCondition.Answers(exec), Duration.ofSeconds(2)));

    assertThat(failure()).contains("not ready within 2s").contains("no answer within 1s");
    List<Long> left = lines(pids).stream().map(Long::parseLong).toList();
    assertThat(left).hasSizeGreaterThanOrEqualTo(3);
    Await.until("nothing is left", () -> left.stream().noneMatch(OsFacts::isAlive));
  }

  @Test
  void a_stop_takes_a_program_that_asks_with_it() {
    Path pids = folder.resolve("pids");
    Probe exec = new Probe.Exec(Fixtures.command("hang-and-fork", pids.toString()));
    ReadySpec slow = new ReadySpec(new ReadyCondition.Answers(exec), LIMIT, SHORT, LIMIT);
    ActorRef<ManagedProcess.Command> process =
        start(Fixtures.command("run-forever"), Probes.NONE.withReady(slow));
    Await.until("it asks", () -> lines(pids).size() == 3);

    process.tell(
        new ManagedProcess.Stop(Signal.TERM, Shutdown.within(Duration.ofSeconds(5)), false));

    assertThat(owner.expectMessageClass(ProcessNotice.Ended.class, LIMIT).outcome())
        .isEqualTo(Outcome.STOPPED);
    assertThat(lines(pids)).noneMatch(pid -> OsFacts.isAlive(Long.parseLong(pid)));
  }

  @Test
  void a_process_that_becomes_unwell_is_ended() {
    Path well = folder.resolve("well");
    write(well);
    Probe exec = new Probe.Exec(List.of("/bin/sh", "-c", "cat '" + well + "'"));
    start(Fixtures.command("run-forever"), health(exec));
    owner.expectMessageClass(ProcessNotice.Running.class, LIMIT);
    owner.expectNoMessage(SHORT.multipliedBy(5));

    delete(well);

    assertThat(failure()).startsWith("Health check: ").contains("No such file");
  }

  private static Probes ready(ReadyCondition condition, Duration timeout) {
    return Probes.NONE.withReady(new ReadySpec(condition, timeout, SHORT, Duration.ofSeconds(1)));
  }

  private static Probes health(Probe probe) {
    return Probes.NONE.withHealth(
        new HealthSpec(probe, SHORT, Duration.ofSeconds(5), 3, Duration.ZERO));
  }

  private String failure() {
    ProcessNotice.Ended ended = owner.expectMessageClass(ProcessNotice.Ended.class, LIMIT);
    assertThat(ended.outcome()).isEqualTo(Outcome.FAILED);
    return ended.reason().orElseThrow().description();
  }

  private void assumeLinuxEngine() {
    assumeThat(runtime.ports().engine().capabilities().engine())
        .as("the engine that can be notified")
        .isEqualTo("linux");
  }

  private ActorRef<ManagedProcess.Command> start(List<String> command, Probes probes) {
    StreamSpec stream = new StreamSpec(Optional.empty(), 100);
    ProcessSpec spec =
        new ProcessSpec(
                new ProcessCommand.Argv(command),
                Path.of("/"),
                Environment.INHERITED,
                Signal.TERM,
                Shutdown.within(Duration.ofSeconds(5)),
                Set.of(0),
                new OutputSpec(stream, stream))
            .withProbes(probes);
    return testKit.spawn(
        ManagedProcess.create(
            new Incarnation(new ChildPath("web"), 1), spec, runtime.ports(), owner.getRef()::tell));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "well\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
