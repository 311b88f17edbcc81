package io.banyan.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.inspect.ProcessIdentities;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.pidfile.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedPidFileIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final ChildPath WEB = new ChildPath("web");

  private final ActorTestKit testKit = ActorTestKit.create();
  private final ProcessRuntime runtime =
      ProcessRuntime.start(ConfigFactory.load(), Fixtures.ENVIRONMENT);
  private final TestProbe<ProcessNotice> owner = testKit.createTestProbe();

  @TempDir private Path folder = Path.of("");

  private final AtomicReference<@Nullable ProcessIdentity> launched = new AtomicReference<>();

  @BeforeEach
  void listen() {
    runtime
        .events()
        .subscribe(
            recorded -> {
              if (recorded.event() instanceof ProcessEvent.Launched fact) {
                launched.set(fact.process());
              }
            });
  }

  @AfterEach
  void end() {
    testKit.shutdownTestKit();
    runtime.close();
  }

  @Test
  void it_is_true_over_crashes_and_gone_in_between() throws IOException {
    for (int number = 1; number <= 10; number++) {
      start(number, "run-forever");
      owner.expectMessageClass(ProcessNotice.Running.class, LIMIT);
      ProcessIdentity process = running();
      assertThat(file().state()).isEqualTo(new PidFile.State.Live(process));

      runtime.ports().engine().signal(process, Signal.KILL);

      assertThat(owner.expectMessageClass(ProcessNotice.Ended.class, LIMIT).outcome())
          .isEqualTo(Outcome.FAILED);
      assertThat(file().state()).isEqualTo(new PidFile.State.Absent());
    }
  }

  @Test
  void it_is_gone_after_a_stop() throws IOException {
    ActorRef<ManagedProcess.Command> process = start(1, "run-forever");
    owner.expectMessageClass(ProcessNotice.Running.class, LIMIT);

    process.tell(
        new ManagedProcess.Stop(Signal.TERM, Shutdown.within(Duration.ofSeconds(5)), false));

    owner.expectMessageClass(ProcessNotice.Ended.class, LIMIT);
    assertThat(file().state()).isEqualTo(new PidFile.State.Absent());
  }

  @Test
  void while_it_names_another_process_that_runs_there_is_no_second() throws IOException {
    file().claim(ProcessIdentities.current());

    start(1, "run-forever");

    ProcessNotice.Ended ended = owner.expectMessageClass(ProcessNotice.Ended.class, LIMIT);
    assertThat(ended.launched()).isFalse();
    assertThat(ended.reason().orElseThrow().description())
        .contains("Another instance is running", Long.toString(ProcessHandle.current().pid()));
    assertThat(file().state()).isEqualTo(new PidFile.State.Live(ProcessIdentities.current()));
  }

  @Test
  void a_stale_one_is_taken_over() throws IOException {
    Files.writeString(folder.resolve("web.pid"), Long.MAX_VALUE / 10 + "\nstart=1\n");

    start(1, "run-forever");

    owner.expectMessageClass(ProcessNotice.Running.class, LIMIT);
    assertThat(file().state()).isEqualTo(new PidFile.State.Live(running()));
  }

  @Test
  void one_that_cannot_be_written_keeps_nothing_from_running() {
    start(1, "run-forever", folder.resolve("missing/web.pid"));

    owner.expectMessageClass(ProcessNotice.Running.class, LIMIT);
  }

  private ProcessIdentity running() {
    return Objects.requireNonNull(launched.get());
  }

  private PidFile file() {
    return new PidFile(folder.resolve("web.pid"));
  }

  private ActorRef<ManagedProcess.Command> start(int number, String program) {
    return start(number, program, folder.resolve("web.pid"));
  }

  private ActorRef<ManagedProcess.Command> start(int number, String program, Path pidFile) {
    StreamSpec stream = new StreamSpec(Optional.empty(), 10);
    ProcessSpec spec =
        new ProcessSpec(
                new ProcessCommand.Argv(Fixtures.command(program)),
                Path.of("/"),
                Environment.INHERITED,
                Signal.TERM,
                Shutdown.brutalKill(),
                Set.of(0),
                new OutputSpec(stream, stream))
            .withPidFile(Optional.of(pidFile));
    ActorRef<ProcessNotice> ownerOfThisTest = owner.getRef();
    return testKit.spawn(
        ManagedProcess.create(
            new Incarnation(WEB, number), spec, runtime.ports(), ownerOfThisTest::tell));
  }
}
