package io.banyan.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.limits.Limits;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.probe.Endpoint;
import io.banyan.runtime.probe.Probe;
import io.banyan.runtime.shutdown.ShutdownStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that finish what they have begun before they are asked to end. */
class OnShutdownIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder = Path.of("set by JUnit");
  private final ActorTestKit testKit = ActorTestKit.create();
  private final EventHub hub = new EventHub(Clock.systemUTC());
  private final EventLog events = EventLog.of(hub);
  private final ProcessRuntime runtime =
      ProcessRuntime.start(ConfigFactory.load(), Fixtures.ENVIRONMENT);
  private final TestProbe<ProcessNotice> owner = testKit.createTestProbe();
  private final HttpServer server = server();
  private Path log = folder;

  @BeforeEach
  void begin() {
    log = folder.resolve("log");
  }

  @AfterEach
  void end() {
    testKit.shutdownTestKit();
    runtime.close();
    server.stop(0);
  }

  @Test
  void a_process_drains_step_by_step_and_is_then_asked_to_end() {
    ActorRef<ManagedProcess.Command> process =
        running(
            new ShutdownStep.SendSignal(Signal.parse("USR1").orElseThrow()),
            shell(
                "until grep -q usr1 log; do sleep 0.02; done; echo \"$BANYAN_ID $BANYAN_PID\" > who"),
            new ShutdownStep.Write("finish\n"),
            shell("until grep -q finish log; do sleep 0.02; done"),
            request("/drain", "POST"));

    process.tell(stop(Shutdown.within(LIMIT)));

    assertThat(ended().outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(lines()).containsExactly("begun", "usr1", "heard finish", "POST /drain", "term");
    long pid = events.all(ProcessEvent.Launched.class).get(0).process().pid();
    assertThat(folder.resolve("who")).hasContent("drains " + pid);
    assertThat(events.all(ProcessEvent.ShutdownStepFailed.class)).isEmpty();
  }

  @Test
  void steps_that_fail_or_hang_keep_nobody_from_ending() {
    ActorRef<ManagedProcess.Command> process =
        running(
            shell("echo full >&2; exit 4"),
            new ShutdownStep.Run(List.of("/nowhere/to/be/found")),
            request("/elsewhere", "GET"),
            shell("sleep 600 & wait"));

    process.tell(stop(Shutdown.within(LIMIT)));

    assertThat(ended().outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(lines()).contains("begun", "term");
    assertThat(events.all(ProcessEvent.ShutdownStepFailed.class))
        .extracting(ProcessEvent.ShutdownStepFailed::reason)
        .satisfiesExactly(
            told -> assertThat(told).isEqualTo("Exit code: 4: full"),
            told -> assertThat(told).contains("No such file"),
            told -> assertThat(told).endsWith("answered 404"),
            told -> assertThat(told).isEqualTo("was not done within 2s"));
  }

  @Test
  void a_kill_meanwhile_leaves_nothing_of_a_step() {
    ActorRef<ManagedProcess.Command> process = running(shell("echo $$ > step; sleep 900 & wait"));
    process.tell(stop(Shutdown.within(LIMIT)));
    Path step = folder.resolve("step");
    Await.until("the step", () -> Files.exists(step) && !read(step).isEmpty());

    process.tell(stop(Shutdown.brutalKill()));

    assertThat(ended().outcome()).isEqualTo(Outcome.KILLED);
    assertThat(lines()).containsExactly("begun");
    assertThat(Path.of("/proc", read(step).get(0))).doesNotExist();
  }

  private static ManagedProcess.Stop stop(Shutdown shutdown) {
    return new ManagedProcess.Stop(Signal.TERM, shutdown, false);
  }

  private ProcessNotice.Ended ended() {
    return owner.expectMessageClass(ProcessNotice.Ended.class, LIMIT);
  }

  private static ShutdownStep.Action shell(String line) {
    return new ShutdownStep.Run(List.of("/bin/sh", "-c", line));
  }

  private ShutdownStep.Action request(String path, String method) {
    Endpoint here = new Endpoint("127.0.0.1", server.getAddress().getPort());
    return new ShutdownStep.Request(new Probe.Http(here, path, Set.of(), method));
  }

  private ActorRef<ManagedProcess.Command> running(ShutdownStep.Action... actions) {
    List<ShutdownStep> steps =
        List.of(actions).stream()
            .map(action -> new ShutdownStep(action, limit(action), Duration.ZERO))
            .toList();
    StreamSpec stream = new StreamSpec(Optional.empty(), 100);
    ProcessSpec spec =
        new ProcessSpec(
                new ProcessCommand.Argv(Fixtures.command("drain-in-steps", log.toString())),
                folder,
                Environment.INHERITED,
                Signal.TERM,
                Shutdown.within(LIMIT),
                Set.of(0),
                new OutputSpec(stream, stream),
                LaunchOptions.NONE,
                Limits.NONE,
                StdinSource.PIPE,
                Escaped.KILL)
            .withOnShutdown(steps);
    ActorRef<ManagedProcess.Command> process =
        testKit.spawn(
            ManagedProcess.create(
                new Incarnation(new ChildPath("drains"), 1),
                spec,
                runtime.ports().withEvents(hub),
                owner.getRef()::tell));
    owner.expectMessageClass(ProcessNotice.Running.class, LIMIT);
    Await.until("it works", () -> Files.exists(log) && lines().contains("begun"));
    return process;
  }

  /** What hangs on purpose need not be waited for so long. */
  private static Duration limit(ShutdownStep.Action action) {
    return action instanceof ShutdownStep.Run run && run.argv().toString().contains("600")
        ? Duration.ofSeconds(2)
        : LIMIT;
  }

  private List<String> lines() {
    return read(log);
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpServer server() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext(
          "/drain",
          exchange -> {
            Files.writeString(
                log,
                exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n",
                StandardOpenOption.APPEND);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      made.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
