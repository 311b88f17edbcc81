package io.banyan.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import io.banyan.runtime.fixture.ScriptedEngine;
import io.banyan.runtime.fixture.ScriptedProbes;
import io.banyan.runtime.fixture.ScriptedProcess;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.probe.Endpoint;
import io.banyan.runtime.probe.Probe;
import io.banyan.runtime.shutdown.ShutdownStep;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
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
class OnShutdownTest {

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ShutdownStep DRAIN = step(new ShutdownStep.Run(List.of("drain")));
  private static final ShutdownStep HUP = step(new ShutdownStep.SendSignal(Signal.HUP));
  private static final ShutdownStep POST =
      step(
          new ShutdownStep.Request(
              new Probe.Http(new Endpoint("127.0.0.1", 80), "/drain", Set.of(), "POST")));

  private final ActorTestKit testKit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(testKit.system());
  private ScriptedEngine engine = new ScriptedEngine();
  private ScriptedProbes probes = new ScriptedProbes();
  private EventHub hub = new EventHub(Clock.systemUTC());
  private EventLog events = EventLog.of(hub);
  private TestProbe<ProcessNotice> owner = testKit.createTestProbe();

  @BeforeEach
  void begin() {
    engine = new ScriptedEngine();
    probes = new ScriptedProbes();
    hub = new EventHub(Clock.systemUTC());
    events = EventLog.of(hub);
    owner = testKit.createTestProbe();
    engine.ignoreSignals("web");
  }

  @AfterAll
  void end() {
    testKit.shutdownTestKit();
  }

  @Test
  void steps_are_taken_one_after_the_other_and_then_it_is_asked_to_end() {
    ActorRef<ManagedProcess.Command> web = running(HUP, DRAIN, POST);
    ScriptedProcess process = engine.awaitLaunch("web", 1);

    web.tell(stop());
    ScriptedProcess program = engine.awaitLaunch("drain", 1);

    assertThat(process.signals()).containsExactly(Signal.HUP);
    assertThat(program.spec().environment())
        .containsEntry("BANYAN_ID", "web")
        .containsEntry("BANYAN_INCARNATION", "web#1!on-shutdown-2")
        .containsEntry("BANYAN_PID", Long.toString(process.identity().pid()));
    program.exit(0);
    ScriptedProbes.Question question = probes.await(1);
    assertThat(process.signals()).containsExactly(Signal.HUP);
    question.pass();
    Await.value("signals", process::signals, all -> all.contains(Signal.TERM));
    process.exit(0);

    assertThat(ended().outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(events.about("web"))
        .containsExactly(
            "Starting",
            "Launched",
            "Ready",
            "Stopping",
            "ShutdownStepDone",
            "ShutdownStepDone",
            "ShutdownStepDone",
            "Stopping",
            "Ended");
  }

  @Test
  void one_that_fails_is_told_and_the_next_follows() {
    ActorRef<ManagedProcess.Command> web = running(DRAIN, POST);
    web.tell(stop());
    ScriptedProcess program = engine.awaitLaunch("drain", 1);
    program.write(OutputStreamKind.STDERR, "not now\n");
    program.exit(1);

    probes.await(1).fail("answered 500");

    Await.value("signals", web()::signals, all -> all.contains(Signal.TERM));
    assertThat(events.all(ProcessEvent.ShutdownStepFailed.class))
        .containsExactly(
            new ProcessEvent.ShutdownStepFailed(
                new ChildPath("web"), 1, 1, "command drain", "Exit code: 1: not now"),
            new ProcessEvent.ShutdownStepFailed(
                new ChildPath("web"), 1, 2, "http POST 127.0.0.1:80/drain", "answered 500"));
  }

  @Test
  void one_that_is_late_is_killed_and_the_next_follows() {
    ActorRef<ManagedProcess.Command> web = running(DRAIN, HUP);
    web.tell(stop());
    ScriptedProcess program = engine.awaitLaunch("drain", 1);

    time.timePasses(LIMIT);

    Await.until("the end of the program", () -> !program.isAlive());
    Await.value("signals", web()::signals, all -> all.contains(Signal.TERM));
    assertThat(web().signals()).startsWith(Signal.HUP, Signal.TERM);
    assertThat(events.all(ProcessEvent.ShutdownStepFailed.class))
        .extracting(ProcessEvent.ShutdownStepFailed::reason)
        .containsExactly("was not done within 30s");
  }

  @Test
  void it_is_left_alone_as_long_as_a_step_says() {
    ShutdownStep waited =
        new ShutdownStep(new ShutdownStep.SendSignal(Signal.HUP), LIMIT, Duration.ofSeconds(5));
    running(waited).tell(stop());
    events.await(ProcessEvent.ShutdownStepDone.class, done -> true);

    time.timePasses(Duration.ofMillis(4999));
    assertThat(web().signals()).containsExactly(Signal.HUP);
    passUntil("the signal", () -> web().signals().contains(Signal.TERM));
  }

  @Test
  void the_grace_time_begins_after_the_last_step() {
    ActorRef<ManagedProcess.Command> web = running(DRAIN);
    web.tell(stop());
    ScriptedProcess program = engine.awaitLaunch("drain", 1);
    time.timePasses(GRACE.plusSeconds(5));
    program.exit(0);
    Await.value("signals", web()::signals, all -> all.contains(Signal.TERM));
    assertThat(web().isAlive()).isTrue();

    passUntil("the end", this::hasEnded);

    assertThat(ended().outcome()).isEqualTo(Outcome.KILLED);
    assertThat(events.all(ProcessEvent.ForceKilling.class)).hasSize(1);
  }

  @Test
  void when_it_has_ended_meanwhile_the_rest_is_left_out_but_a_program_may_finish() {
    ActorRef<ManagedProcess.Command> web = running(DRAIN, POST);
    web.tell(stop());
    ScriptedProcess program = engine.awaitLaunch("drain", 1);

    web().exit(0);
    owner.expectMessageClass(ProcessNotice.Running.class);
    owner.expectNoMessage(Duration.ofMillis(100));
    assertThat(program.isAlive()).isTrue();
    program.exit(0);

    assertThat(owner.expectMessageClass(ProcessNotice.Ended.class).outcome())
        .isEqualTo(Outcome.STOPPED);
    assertThat(probes.count()).isZero();
    assertThat(events.all(ProcessEvent.ShutdownStepDone.class)).hasSize(1);
  }

  @Test
  void what_it_leaves_of_its_group_is_asked_to_end_with_the_signal_of_the_stop() {
    running(DRAIN).tell(stop());
    ScriptedProcess program = engine.awaitLaunch("drain", 1);
    web().leaveSurvivors();

    web().exit(0);

    Await.value("signals", web()::signals, all -> all.contains(Signal.TERM));
    program.exit(0);
    passUntil("the end", this::hasEnded);
    assertThat(ended().outcome()).isEqualTo(Outcome.KILLED);
  }

  @Test
  void a_kill_leaves_them_out() {
    ActorRef<ManagedProcess.Command> web = running(DRAIN);
    web.tell(new ManagedProcess.Stop(Signal.TERM, Shutdown.within(GRACE), true));

    Await.value("signals", web()::signals, all -> all.contains(Signal.TERM));
    web().exit(0);
    assertThat(ended().outcome()).isEqualTo(Outcome.KILLED);
    assertThat(engine.launched("drain")).isEmpty();
  }

  @Test
  void a_kill_meanwhile_breaks_them_off() {
    ActorRef<ManagedProcess.Command> web = running(DRAIN, POST);
    web.tell(stop());
    ScriptedProcess program = engine.awaitLaunch("drain", 1);

    web.tell(new ManagedProcess.Stop(Signal.TERM, Shutdown.brutalKill(), false));

    assertThat(ended().outcome()).isEqualTo(Outcome.KILLED);
    assertThat(program.isAlive()).isFalse();
    assertThat(probes.count()).isZero();
  }

  @Test
  void a_later_stop_says_what_follows_the_steps() {
    ActorRef<ManagedProcess.Command> web = running(DRAIN);
    web.tell(stop());
    ScriptedProcess program = engine.awaitLaunch("drain", 1);
    web.tell(new ManagedProcess.Stop(Signal.INT, Shutdown.infinity(), false));
    program.exit(0);

    Await.value("signals", web()::signals, all -> all.contains(Signal.INT));
    assertThat(web().signals()).doesNotContain(Signal.TERM);
    web().exit(0);
    assertThat(ended().outcome()).isEqualTo(Outcome.STOPPED);
  }

  @Test
  void what_fails_it_meanwhile_or_reloads_it_comes_too_late() {
    ActorRef<ManagedProcess.Command> web = running(DRAIN);
    TestProbe<ReloadOutcome> outcome = testKit.createTestProbe();
    web.tell(stop());
    ScriptedProcess program = engine.awaitLaunch("drain", 1);

    web.tell(new ManagedProcess.Fail(new CrashReason.Timeout()));
    web.tell(new ManagedProcess.Reload(outcome.ref()::tell));

    outcome.expectMessage(new ReloadOutcome.Failed("it is ending"));
    assertThat(web().isAlive()).isTrue();
    program.exit(0);
    Await.value("signals", web()::signals, all -> all.contains(Signal.TERM));
    web().exit(0);
    assertThat(ended().outcome()).isEqualTo(Outcome.STOPPED);
  }

  private boolean hasEnded() {
    return !events.all(ProcessEvent.Ended.class).isEmpty();
  }

  /** Nobody tells when an actor has begun to wait. */
  private void passUntil(String what, BooleanSupplier fact) {
    Await.until(
        what,
        () -> {
          time.timePasses(GRACE);
          return fact.getAsBoolean();
        });
  }

  private ScriptedProcess web() {
    return engine.awaitLaunch("web", 1);
  }

  private static ShutdownStep step(ShutdownStep.Action action) {
    return new ShutdownStep(action, LIMIT, Duration.ZERO);
  }

  private static ManagedProcess.Stop stop() {
    return new ManagedProcess.Stop(Signal.TERM, Shutdown.within(GRACE), false);
  }

  private ProcessNotice.Ended ended() {
    owner.expectMessageClass(ProcessNotice.Running.class);
    return owner.expectMessageClass(ProcessNotice.Ended.class);
  }

  private ActorRef<ManagedProcess.Command> running(ShutdownStep... steps) {
    ProcessPorts ports =
        new ProcessPorts(engine, hub, new ProcessOutputs(Clock.systemUTC(), hub), Map.of(), LIMIT)
            .withProbes(probes);
    ActorRef<ProcessNotice> told = owner.getRef();
    return testKit.spawn(
        ManagedProcess.create(
            new Incarnation(new ChildPath("web"), 1),
            ProcessSpec.of(List.of("web")).withOnShutdown(List.of(steps)),
            ports,
            told::tell));
  }
}
