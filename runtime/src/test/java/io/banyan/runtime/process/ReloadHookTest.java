package io.banyan.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.containment.OnRuntimeDeath;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.ScriptedEngine;
import io.banyan.runtime.fixture.ScriptedProcess;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.limits.Limits;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.probe.Probes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class ReloadHookTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ReloadAction RUN =
      new ReloadAction.Run(new ProcessCommand.Argv(List.of("again")), LIMIT);

  private final ActorTestKit testKit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(testKit.system());
  private ScriptedEngine engine = new ScriptedEngine();
  private TestProbe<ReloadOutcome> outcome = testKit.createTestProbe();

  @BeforeEach
  void begin() {
    engine = new ScriptedEngine();
    outcome = testKit.createTestProbe();
  }

  @AfterAll
  void end() {
    testKit.shutdownTestKit();
  }

  @Test
  void a_signal_is_sent_and_the_process_goes_on() {
    engine.ignoreSignals("web");
    ActorRef<ManagedProcess.Command> web =
        running(Optional.of(new ReloadAction.SendSignal(Signal.HUP)));

    reload(web);

    outcome.expectMessage(new ReloadOutcome.Told());
    assertThat(engine.awaitLaunch("web", 1).signals()).containsExactly(Signal.HUP);
  }

  @Test
  void a_program_runs_beside_it_and_knows_its_pid() {
    reload(running(Optional.of(RUN)));

    ScriptedProcess program = engine.awaitLaunch("again", 1);
    assertThat(program.spec().environment())
        .containsEntry("BANYAN_PID", Long.toString(engine.awaitLaunch("web", 1).identity().pid()))
        .containsEntry("BANYAN_INCARNATION", "web#1!reload-1");
    outcome.expectNoMessage();
    program.exit(0);
    outcome.expectMessage(new ReloadOutcome.Told());
    assertThat(engine.awaitLaunch("web", 1).isAlive()).isTrue();
  }

  @Test
  void what_a_failed_program_said_last_is_told() {
    reload(running(Optional.of(RUN)));

    ScriptedProcess program = engine.awaitLaunch("again", 1);
    program.write(OutputStreamKind.STDERR, "bad line 7\n");
    program.exit(3);

    outcome.expectMessage(new ReloadOutcome.Failed("Exit code: 3: bad line 7"));
  }

  @Test
  void a_program_that_takes_too_long_is_killed() {
    reload(running(Optional.of(RUN)));
    ScriptedProcess program = engine.awaitLaunch("again", 1);

    time.timePasses(LIMIT);

    outcome.expectMessage(new ReloadOutcome.Failed("its program did not end within 30s"));
    Await.value("the end of the program", program::isAlive, alive -> !alive);
    outcome.expectNoMessage();
  }

  @Test
  void the_end_of_the_process_is_that_of_the_program() {
    reload(running(Optional.of(RUN)));
    ScriptedProcess program = engine.awaitLaunch("again", 1);

    engine.awaitLaunch("web", 1).exit(0);

    outcome.expectMessage(new ReloadOutcome.Failed("it ended meanwhile"));
    Await.value("the end of the program", program::isAlive, alive -> !alive);
  }

  @Test
  void is_refused_where_nothing_is_declared_and_where_it_is_ending() {
    engine.ignoreSignals("web");
    ActorRef<ManagedProcess.Command> plain = running(Optional.empty());
    reload(plain);
    outcome.expectMessage(
        new ReloadOutcome.Failed("nothing is declared for it; restart it instead"));

    plain.tell(new ManagedProcess.Stop(Signal.TERM, Shutdown.infinity(), false));
    reload(plain);
    outcome.expectMessage(new ReloadOutcome.Failed("it is ending"));
  }

  private void reload(ActorRef<ManagedProcess.Command> web) {
    web.tell(new ManagedProcess.Reload(outcome.ref()::tell));
  }

  private ActorRef<ManagedProcess.Command> running(Optional<ReloadAction> reload) {
    EventHub hub = new EventHub(Clock.systemUTC());
    StreamSpec stream = new StreamSpec(Optional.empty(), 10);
    ProcessSpec spec =
        new ProcessSpec(
            new ProcessCommand.Argv(List.of("web")),
            Path.of("/"),
            Environment.INHERITED,
            Signal.TERM,
            Shutdown.infinity(),
            Set.of(0),
            new OutputSpec(stream, stream),
            LaunchOptions.NONE,
            Limits.NONE,
            StdinSource.NULL,
            Escaped.KILL,
            Probes.NONE,
            OnRuntimeDeath.KILL,
            reload,
            Optional.empty(),
            List.of());
    ProcessPorts ports =
        new ProcessPorts(
            engine,
            hub,
            new ProcessOutputs(Clock.systemUTC(), hub),
            Map.of(),
            Duration.ofMillis(500));
    TestProbe<ProcessNotice> owner = testKit.createTestProbe();
    ActorRef<ManagedProcess.Command> web =
        testKit.spawn(
            ManagedProcess.create(
                new Incarnation(new ChildPath("web"), 1), spec, ports, owner.ref()::tell));
    owner.expectMessageClass(ProcessNotice.Running.class);
    return web;
  }
}
