package io.banyan.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.InputOutcome;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import io.banyan.runtime.fixture.ScriptedEngine;
import io.banyan.runtime.fixture.ScriptedProcess;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.limits.Limits;
import io.banyan.runtime.output.OutputLine;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.output.StreamSpec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class ManagedProcessTest {

  private static final ChildPath WEB = new ChildPath("web");
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration DRAIN = Duration.ofMillis(500);

  private final ActorTestKit testKit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(testKit.system());

  private ScriptedEngine engine = new ScriptedEngine();
  private EventHub hub = new EventHub(Clock.systemUTC());
  private EventLog events = EventLog.of(hub);
  private ProcessOutputs outputs = new ProcessOutputs(Clock.systemUTC(), hub);
  private TestProbe<ProcessNotice> owner = testKit.createTestProbe();

  @BeforeEach
  void begin() {
    engine = new ScriptedEngine();
    hub = new EventHub(Clock.systemUTC());
    events = EventLog.of(hub);
    outputs = new ProcessOutputs(Clock.systemUTC(), hub);
    owner = testKit.createTestProbe();
  }

  @AfterAll
  void end() {
    testKit.shutdownTestKit();
  }

  @Nested
  class Launching {

    @Test
    void tells_that_it_runs() {
      start(Shutdown.within(GRACE));

      owner.expectMessageClass(ProcessNotice.Running.class);
      assertThat(events.about("web")).containsExactly("Starting", "Launched", "Ready");
    }

    @Test
    void a_refused_launch_ends_it_as_failed_with_the_reason_of_the_system() {
      engine.refuse("web");

      start(Shutdown.within(GRACE));

      ProcessNotice.Ended ended = owner.expectMessageClass(ProcessNotice.Ended.class);
      assertThat(ended.launched()).isFalse();
      assertThat(ended.reason()).contains(new CrashReason.Error("No such file or directory: web"));
    }

    @Test
    void tells_the_process_who_it_is() {
      start(Shutdown.within(GRACE));

      assertThat(engine.awaitLaunch("web", 1).spec().environment())
          .containsEntry("BANYAN_ID", "web")
          .containsEntry("BANYAN_INCARNATION", "web#1")
          .containsEntry("FROM_RUNTIME", "yes")
          .containsEntry("OWN", "1");
    }
  }

  @Nested
  class Ending {

    @Test
    void by_itself_with_a_success_code_is_exited() {
      start(Shutdown.within(GRACE));
      engine.awaitLaunch("web", 1).exit(0);

      assertThat(ended().outcome()).isEqualTo(Outcome.EXITED);
    }

    @Test
    void by_itself_with_another_code_is_failed_with_that_code() {
      start(Shutdown.within(GRACE));
      engine.awaitLaunch("web", 1).exit(3);

      assertThat(ended().reason()).contains(new CrashReason.ExitCode(3));
    }

    @Test
    void by_a_signal_from_elsewhere_is_failed_with_that_signal() {
      start(Shutdown.within(GRACE));
      engine.awaitLaunch("web", 1).die(Signal.KILL);

      assertThat(ended().reason()).contains(new CrashReason.KilledBySignal(Signal.KILL, false));
      assertThat(events.all(ProcessEvent.Ended.class).get(0).exit().orElseThrow().status())
          .isEqualTo(new ExitStatus.Signaled(Signal.KILL, false));
    }

    @Test
    void keeps_the_last_line_without_a_line_end() {
      start(Shutdown.within(GRACE));
      ScriptedProcess process = engine.awaitLaunch("web", 1);
      process.write(OutputStreamKind.STDERR, "first\nlast words");
      process.exit(1);

      ended();
      assertThat(outputs.tail(WEB).orElseThrow().last(Set.of(OutputStreamKind.STDERR), 10))
          .extracting(OutputLine::text)
          .containsExactly("first", "last words");
    }

    @Test
    void waits_for_output_that_a_stranger_holds_only_until_the_limit() {
      start(Shutdown.within(GRACE));
      ScriptedProcess process = engine.awaitLaunch("web", 1);
      owner.expectMessageClass(ProcessNotice.Running.class);
      process.holdOutput();
      process.exit(0);
      owner.expectNoMessage();

      time.timePasses(DRAIN);

      owner.expectMessageClass(ProcessNotice.Ended.class);
    }
  }

  @Nested
  class Stopping {

    @Test
    void within_the_grace_time_is_stopped() {
      ActorRef<ManagedProcess.Command> web = start(Shutdown.within(GRACE));

      web.tell(new ManagedProcess.Stop(Signal.TERM, Shutdown.within(GRACE), false));

      assertThat(ended().outcome()).isEqualTo(Outcome.STOPPED);
      assertThat(events.about("web"))
          .containsExactly("Starting", "Launched", "Ready", "Stopping", "Ended");
    }

    @Test
    void wakes_a_suspended_group_so_that_it_can_act_on_the_signal() {
      engine.ignoreSignals("web");
      ActorRef<ManagedProcess.Command> web = start(Shutdown.within(GRACE));
      web.tell(new ManagedProcess.Stop(Signal.TERM, Shutdown.within(GRACE), false));

      events.await(ProcessEvent.Stopping.class, stopping -> true);
      Await.until(
          "TERM and CONT",
          () -> engine.awaitLaunch("web", 1).signals().equals(List.of(Signal.TERM, Signal.CONT)));
      web.tell(new ManagedProcess.Stop(Signal.TERM, Shutdown.brutalKill(), false));
      ended();
    }

    @Test
    void one_that_ignores_the_signal_is_killed_when_the_grace_time_is_over() {
      engine.ignoreSignals("web");
      ActorRef<ManagedProcess.Command> web = start(Shutdown.within(GRACE));
      owner.expectMessageClass(ProcessNotice.Running.class);
      web.tell(new ManagedProcess.Stop(Signal.TERM, Shutdown.within(GRACE), false));
      events.await(ProcessEvent.Stopping.class, stopping -> true);
      owner.expectNoMessage();

      time.timePasses(GRACE);

      assertThat(owner.expectMessageClass(ProcessNotice.Ended.class).outcome())
          .isEqualTo(Outcome.KILLED);
      assertThat(events.about("web")).contains("ForceKilling");
    }

    @Test
    void brutally_does_not_ask() {
      ActorRef<ManagedProcess.Command> web = start(Shutdown.within(GRACE));

      web.tell(new ManagedProcess.Stop(Signal.TERM, Shutdown.brutalKill(), false));

      assertThat(ended().outcome()).isEqualTo(Outcome.KILLED);
      assertThat(engine.awaitLaunch("web", 1).signals()).containsExactly(Signal.KILL);
    }

    @Test
    void without_a_limit_waits_until_somebody_hurries_it() {
      engine.ignoreSignals("web");
      ActorRef<ManagedProcess.Command> web = start(Shutdown.infinity());
      owner.expectMessageClass(ProcessNotice.Running.class);
      web.tell(new ManagedProcess.Stop(Signal.TERM, Shutdown.infinity(), false));
      events.await(ProcessEvent.Stopping.class, stopping -> true);
      time.timePasses(Duration.ofHours(10));
      owner.expectNoMessage();

      web.tell(new ManagedProcess.Stop(Signal.TERM, Shutdown.brutalKill(), false));

      owner.expectMessageClass(ProcessNotice.Ended.class);
    }

    @Test
    void as_a_kill_is_told_as_killed() {
      ActorRef<ManagedProcess.Command> web = start(Shutdown.within(GRACE));

      web.tell(new ManagedProcess.Stop(Signal.INT, Shutdown.within(GRACE), true));

      assertThat(ended().outcome()).isEqualTo(Outcome.KILLED);
      assertThat(engine.awaitLaunch("web", 1).signals()).contains(Signal.INT);
    }
  }

  @Nested
  class Leaving_others_of_its_group_behind {

    @Test
    void they_are_asked_and_then_killed_before_the_end_is_told() {
      start(Shutdown.within(GRACE));
      owner.expectMessageClass(ProcessNotice.Running.class);
      ScriptedProcess process = engine.awaitLaunch("web", 1);
      process.leaveSurvivors();
      process.exit(1);
      Await.until("TERM for the survivors", () -> process.signals().contains(Signal.TERM));
      owner.expectNoMessage();

      time.timePasses(GRACE.plusSeconds(1));

      ProcessNotice.Ended ended = owner.expectMessageClass(ProcessNotice.Ended.class);
      assertThat(ended.reason()).contains(new CrashReason.ExitCode(1));
      assertThat(process.signals()).contains(Signal.KILL);
    }
  }

  @Nested
  class Running_too_long {

    private static final Limits LIMITS = Limits.NONE.withTimeout(Duration.ofSeconds(30));

    @Test
    void is_stopped_and_failed() {
      start(Shutdown.within(GRACE), LIMITS);
      owner.expectMessageClass(ProcessNotice.Running.class);
      time.timePasses(Duration.ofSeconds(29));
      owner.expectNoMessage();

      time.timePasses(Duration.ofSeconds(1));

      ProcessNotice.Ended ended = owner.expectMessageClass(ProcessNotice.Ended.class);
      assertThat(ended.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(ended.reason()).contains(new CrashReason.Timeout());
      assertThat(engine.awaitLaunch("web", 1).signals()).contains(Signal.TERM);
      assertThat(events.about("web"))
          .containsExactly("Starting", "Launched", "LimitsApplied", "Ready", "Stopping", "Ended");
    }

    @Test
    void is_killed_when_it_ignores_the_signal_and_failed_all_the_same() {
      engine.ignoreSignals("web");
      start(Shutdown.within(GRACE), LIMITS);
      owner.expectMessageClass(ProcessNotice.Running.class);
      time.timePasses(Duration.ofSeconds(30));
      events.await(ProcessEvent.Stopping.class, stopping -> true);
      owner.expectNoMessage();

      time.timePasses(GRACE);

      ProcessNotice.Ended ended = owner.expectMessageClass(ProcessNotice.Ended.class);
      assertThat(ended.reason()).contains(new CrashReason.Timeout());
      assertThat(events.about("web")).contains("ForceKilling");
    }

    @Test
    void does_not_matter_any_more_once_it_was_asked_to_stop() {
      engine.ignoreSignals("web");
      ActorRef<ManagedProcess.Command> web = start(Shutdown.infinity(), LIMITS);
      owner.expectMessageClass(ProcessNotice.Running.class);
      web.tell(new ManagedProcess.Stop(Signal.TERM, Shutdown.infinity(), false));
      events.await(ProcessEvent.Stopping.class, stopping -> true);
      time.timePasses(Duration.ofSeconds(31));

      engine.awaitLaunch("web", 1).exit(0);

      assertThat(owner.expectMessageClass(ProcessNotice.Ended.class).outcome())
          .isEqualTo(Outcome.STOPPED);
    }

    @Test
    void reads_as_a_status() {
      assertThat(new CrashReason.Timeout().description()).isEqualTo("Timeout");
      assertThat(new CrashReason.ResourceLimit("memory 64 MiB").description())
          .isEqualTo("Resource limit exceeded: memory 64 MiB");
    }
  }

  @Test
  void a_limit_that_nothing_keeps_is_refused() {
    start(Shutdown.within(GRACE), Limits.NONE.withMemory(Limits.LEAST_MEMORY));

    ProcessNotice.Ended ended = owner.expectMessageClass(ProcessNotice.Ended.class);
    assertThat(ended.launched()).isFalse();
    assertThat(ended.reason()).contains(new CrashReason.Error("Nothing keeps limits here"));
  }

  @Nested
  class Signalling {

    @Test
    void is_delivered_and_answered() {
      ActorRef<ManagedProcess.Command> web = start(Shutdown.within(GRACE));
      TestProbe<SignalOutcome> answer = testKit.createTestProbe();

      web.tell(new ManagedProcess.SendSignal(Signal.HUP, outcome -> answer.getRef().tell(outcome)));

      answer.expectMessageClass(SignalOutcome.Delivered.class);
      assertThat(engine.awaitLaunch("web", 1).signals()).containsExactly(Signal.HUP);
    }
  }

  @Test
  void what_is_written_to_a_process_without_a_pipe_is_refused() {
    TestProbe<InputOutcome> outcome = testKit.createTestProbe();
    TestProbe<Done> closed = testKit.createTestProbe();
    ActorRef<ManagedProcess.Command> web = start(Shutdown.within(GRACE));
    web.tell(new ManagedProcess.WriteStdin(ByteBuffer.allocate(1), outcome.getRef()));
    web.tell(new ManagedProcess.CloseStdin(closed.getRef()));

    outcome.expectMessageClass(InputOutcome.Closed.class);
    closed.expectMessage(Done.getInstance());
  }

  @Test
  void an_actor_that_is_stopped_kills_its_process() {
    ActorRef<ManagedProcess.Command> web = start(Shutdown.within(GRACE));
    ScriptedProcess process = engine.awaitLaunch("web", 1);

    testKit.stop(web);

    assertThat(process.isAlive()).isFalse();
  }

  private ProcessNotice.Ended ended() {
    owner.expectMessageClass(ProcessNotice.Running.class);
    return owner.expectMessageClass(ProcessNotice.Ended.class);
  }

  private ActorRef<ManagedProcess.Command> start(Shutdown shutdown) {
    return start(shutdown, Limits.NONE);
  }

  private ActorRef<ManagedProcess.Command> start(Shutdown shutdown, Limits limits) {
    StreamSpec stream = new StreamSpec(Optional.empty(), 100);
    ProcessSpec spec =
        new ProcessSpec(
            new ProcessCommand.Argv(List.of("web")),
            Path.of("/"),
            new Environment(false, Map.of("OWN", Optional.of("1"))),
            Signal.TERM,
            shutdown,
            Set.of(0),
            new OutputSpec(stream, stream),
            LaunchOptions.NONE,
            limits,
            StdinSource.NULL,
            Escaped.KILL);
    ProcessPorts ports =
        new ProcessPorts(engine, hub, outputs, Map.of("FROM_RUNTIME", "yes"), DRAIN);
    ActorRef<ProcessNotice> ownerOfThisTest = owner.getRef();
    return testKit.spawn(
        ManagedProcess.create(new Incarnation(WEB, 1), spec, ports, ownerOfThisTest::tell));
  }
}
