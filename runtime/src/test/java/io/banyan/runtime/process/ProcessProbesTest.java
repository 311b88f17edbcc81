package io.banyan.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.NotifyChannel;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import io.banyan.runtime.fixture.ScriptedEngine;
import io.banyan.runtime.fixture.ScriptedProbes;
import io.banyan.runtime.fixture.ScriptedProcess;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.probe.Endpoint;
import io.banyan.runtime.probe.HealthSpec;
import io.banyan.runtime.probe.Probe;
import io.banyan.runtime.probe.Probes;
import io.banyan.runtime.probe.ReadyCondition;
import io.banyan.runtime.probe.ReadySpec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
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
class ProcessProbesTest {

  private static final ChildPath WEB = new ChildPath("web");
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  // Much longer than a step of time, so that no question is over before it is seen.
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Probe TCP = new Probe.Tcp(new Endpoint(Endpoint.LOOPBACK, 80));
  private static final Probe CHECK = new Probe.Exec(List.of("check"));

  private final ActorTestKit testKit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(testKit.system());

  private ScriptedEngine engine = new ScriptedEngine();
  private ScriptedProbes probes = new ScriptedProbes();
  private EventHub hub = new EventHub(Clock.systemUTC());
  private EventLog events = EventLog.of(hub);
  private TreeView view = new TreeView();
  private TestProbe<ProcessNotice> owner = testKit.createTestProbe();

  @BeforeEach
  void begin() {
    engine = new ScriptedEngine();
    probes = new ScriptedProbes();
    hub = new EventHub(Clock.systemUTC());
    events = EventLog.of(hub);
    view = new TreeView();
    hub.subscribe(view);
    hub.publish(new ProcessEvent.ProcessDeclared(WEB, false, "permanent", List.of("web")));
    owner = testKit.createTestProbe();
  }

  @AfterAll
  void end() {
    testKit.shutdownTestKit();
  }

  @Nested
  class Readiness {

    @Test
    void is_told_only_when_the_question_is_answered() {
      start(ready(new ReadyCondition.Answers(TCP)));
      probes.await(1).fail("refused");
      awaitStatus("Starting (not ready: refused)");
      owner.expectNoMessage();

      question(2).pass();

      owner.expectMessageClass(ProcessNotice.Running.class);
      assertThat(events.about("web"))
          .containsExactly("ProcessDeclared", "Starting", "Launched", "NotReady", "Ready");
      awaitStatus("Running");
      time.timePasses(TIMEOUT.multipliedBy(2));
      owner.expectNoMessage();
      assertThat(probes.count()).isEqualTo(2);
    }

    @Test
    void is_a_failure_when_it_does_not_come_in_time() {
      start(ready(new ReadyCondition.Answers(TCP)));
      probes.await(1).fail("refused");
      awaitStatus("Starting (not ready: refused)");

      probes.failAlways("refused");
      passUntil("the end", () -> events.about("web").contains("Ended"), INTERVAL);

      assertThat(failure()).isEqualTo("Timeout: not ready within 10m (refused)");
      assertThat(engine.awaitLaunch("web", 1).signals()).contains(Signal.TERM);
    }

    @Test
    void is_asked_again_when_there_is_no_answer_and_a_late_one_is_nobodys() {
      start(ready(new ReadyCondition.Answers(TCP)));
      ScriptedProbes.Question slow = probes.await(1);
      time.timePasses(ANSWER);
      awaitStatus("Starting (not ready: no answer within 30s)");
      assertThat(slow.isCancelled()).isTrue();

      slow.pass();
      owner.expectNoMessage();
      question(2).pass();

      owner.expectMessageClass(ProcessNotice.Running.class);
    }

    @Test
    void can_be_a_line_that_is_written() {
      start(ready(new ReadyCondition.LogLine("up on \\d+", Set.of(OutputStreamKind.STDOUT))));
      ScriptedProcess web = engine.awaitLaunch("web", 1);
      web.write(OutputStreamKind.STDERR, "up on 1\n");
      web.write(OutputStreamKind.STDOUT, "going up on");
      owner.expectNoMessage();

      web.write(OutputStreamKind.STDOUT, " 80\n");

      owner.expectMessageClass(ProcessNotice.Running.class);
    }

    @Test
    void by_a_line_is_a_failure_when_the_line_does_not_come() {
      start(ready(new ReadyCondition.LogLine("up", Set.of(OutputStreamKind.STDOUT))));
      events.await(ProcessEvent.Launched.class, launched -> true);
      owner.expectNoMessage();

      passUntil("the end", () -> events.about("web").contains("Ended"), TIMEOUT);

      assertThat(failure()).isEqualTo("Timeout: not ready within 10m");
    }

    @Test
    void can_be_told_by_the_process_itself() {
      start(ready(new ReadyCondition.Notified(NotifyChannel.FD)));
      ScriptedProcess web = engine.awaitLaunch("web", 1);
      owner.expectNoMessage();

      web.spec().notifications().orElseThrow().ready().run();

      owner.expectMessageClass(ProcessNotice.Running.class);
    }

    @Test
    void of_one_that_ends_before_is_never_told() {
      start(ready(new ReadyCondition.Answers(TCP)));
      probes.await(1);

      engine.awaitLaunch("web", 1).exit(3);

      assertThat(failure()).isEqualTo("Exit code: 3");
      assertThat(probes.await(1).isCancelled()).isTrue();
      assertThat(events.about("web")).doesNotContain("Ready");
    }

    @Test
    void is_asked_no_more_when_it_is_to_stop() {
      engine.ignoreSignals("web");
      ActorRef<ManagedProcess.Command> web = start(ready(new ReadyCondition.Answers(TCP)));
      probes.await(1);
      web.tell(new ManagedProcess.Stop(Signal.TERM, Shutdown.infinity(), false));
      events.await(ProcessEvent.Stopping.class, stopping -> true);
      Await.until("the question is broken off", () -> probes.await(1).isCancelled());
      time.timePasses(TIMEOUT.multipliedBy(3));

      engine.awaitLaunch("web", 1).exit(0);

      ProcessNotice.Ended ended = owner.expectMessageClass(ProcessNotice.Ended.class);
      assertThat(ended.outcome()).isEqualTo(Outcome.STOPPED);
      assertThat(probes.count()).isEqualTo(1);
    }

    @Test
    void is_not_waited_for_when_there_was_no_launch() {
      engine.refuse("web");
      start(ready(new ReadyCondition.Answers(TCP)));

      assertThat(owner.expectMessageClass(ProcessNotice.Ended.class).launched()).isFalse();
      assertThat(probes.count()).isZero();
    }
  }

  @Nested
  class A_program_that_asks {

    @Test
    void passes_with_exit_code_0_in_the_place_of_the_process() {
      start(ready(new ReadyCondition.Answers(CHECK)));
      ScriptedProcess check = engine.awaitLaunch("check", 1);

      check.exit(0);

      owner.expectMessageClass(ProcessNotice.Running.class);
      assertThat(check.spec().directory()).isEqualTo(Path.of("/tmp"));
      assertThat(check.spec().environment())
          .containsEntry("BANYAN_ID", "web")
          .containsEntry("BANYAN_INCARNATION", "web#1!1")
          .containsEntry("OWN", "1");
      assertThat(events.about("web"))
          .containsExactly("ProcessDeclared", "Starting", "Launched", "Ready");
    }

    @Test
    void fails_with_another_and_its_last_line() {
      start(ready(new ReadyCondition.Answers(CHECK)));
      ScriptedProcess check = engine.awaitLaunch("check", 1);
      check.write(OutputStreamKind.STDOUT, "no response\n");
      check.exit(2);

      awaitStatus("Starting (not ready: Exit code: 2: no response)");
    }

    @Test
    void that_is_missing_is_a_failure_of_the_probe() {
      engine.refuse("check");
      start(ready(new ReadyCondition.Answers(CHECK)));

      awaitStatus("Starting (not ready: No such file or directory: check)");
    }

    @Test
    void is_killed_when_it_takes_too_long_and_is_alone() {
      start(ready(new ReadyCondition.Answers(CHECK)));
      ScriptedProcess slow = engine.awaitLaunch("check", 1);
      time.timePasses(ANSWER);
      awaitStatus("Starting (not ready: no answer within 30s)");
      Await.until("killed", () -> slow.signals().equals(List.of(Signal.KILL)));

      check(2).exit(0);

      owner.expectMessageClass(ProcessNotice.Running.class);
      assertThat(engine.launched("check")).hasSize(2);
    }

    @Test
    void is_gone_before_the_end_of_the_process_is_told() {
      start(ready(new ReadyCondition.Answers(CHECK)));
      ScriptedProcess check = engine.awaitLaunch("check", 1);

      engine.awaitLaunch("web", 1).exit(1);

      owner.expectMessageClass(ProcessNotice.Ended.class);
      assertThat(check.isAlive()).isFalse();
    }

    @Test
    void dies_with_the_actor() {
      ActorRef<ManagedProcess.Command> web = start(ready(new ReadyCondition.Answers(CHECK)));
      ScriptedProcess check = engine.awaitLaunch("check", 1);

      testKit.stop(web);

      assertThat(check.isAlive()).isFalse();
      assertThat(engine.awaitLaunch("web", 1).isAlive()).isFalse();
    }
  }

  @Nested
  class Health {

    @Test
    void ends_the_process_after_some_failures_in_a_row() {
      start(health(TCP, Duration.ZERO));
      firstQuestion().pass();
      awaitHealth("healthy");
      question(2).fail("refused");
      awaitStatus("Running (unhealthy 1/2: refused)");
      question(3).pass();
      awaitHealth("healthy");
      question(4).fail("refused");
      awaitStatus("Running (unhealthy 1/2: refused)");

      question(5).fail("gone");

      assertThat(failure()).isEqualTo("Health check: gone");
      assertThat(engine.awaitLaunch("web", 1).signals()).contains(Signal.TERM);
      assertThat(view.get(WEB).orElseThrow().status()).isEqualTo("Failed (Health check: gone)");
    }

    @Test
    void is_asked_for_only_once_it_is_ready() {
      start(
          ready(new ReadyCondition.Answers(CHECK))
              .withHealth(health(TCP, Duration.ZERO).health().orElseThrow()));
      ScriptedProcess check = engine.awaitLaunch("check", 1);
      time.timePasses(ANSWER.dividedBy(2));
      assertThat(probes.count()).isZero();

      check.exit(0);

      firstQuestion();
    }

    @Test
    void does_not_count_in_the_start_period() {
      Duration startPeriod = Duration.ofHours(1);
      probes.failAlways("warming up");
      start(health(TCP, startPeriod));
      passUntil("some questions", () -> probes.count() >= 5, INTERVAL);
      assertThat(events.about("web")).doesNotContain("Unhealthy");

      passUntil("the end", () -> events.about("web").contains("Ended"), INTERVAL.multipliedBy(30));

      owner.expectMessageClass(ProcessNotice.Running.class);
      assertThat(failure()).isEqualTo("Health check: warming up");
      assertThat(events.all(ProcessEvent.Unhealthy.class)).hasSize(2);
    }

    @Test
    void counts_an_answer_that_does_not_come() {
      start(health(CHECK, Duration.ZERO));
      owner.expectMessageClass(ProcessNotice.Running.class);
      passUntil("a check", () -> !engine.launched("check").isEmpty(), STEP);
      time.timePasses(ANSWER);
      awaitStatus("Running (unhealthy 1/2: no answer within 30s)");
      check(2);

      time.timePasses(ANSWER);

      assertThat(failure()).isEqualTo("Health check: no answer within 30s");
      assertThat(engine.launched("check")).noneMatch(ScriptedProcess::isAlive);
    }

    @Test
    void of_one_that_ignores_the_stop_signal_ends_in_a_kill_and_a_failure() {
      engine.ignoreSignals("web");
      start(health(TCP, Duration.ZERO));
      firstQuestion().fail("no");
      awaitStatus("Running (unhealthy 1/2: no)");
      question(2).fail("no");
      events.await(ProcessEvent.Stopping.class, stopping -> true);
      owner.expectNoMessage();

      time.timePasses(Duration.ofSeconds(10));

      assertThat(failure()).isEqualTo("Health check: no");
      assertThat(events.about("web")).contains("ForceKilling");
    }

    /** Comes at some moment within one interval. */
    private ScriptedProbes.Question firstQuestion() {
      owner.expectMessageClass(ProcessNotice.Running.class);
      passUntil("a question", () -> probes.count() == 1, STEP);
      return probes.await(1);
    }
  }

  /** Lets time pass until so much has been asked. */
  private ScriptedProbes.Question question(int number) {
    passUntil("question " + number, () -> probes.count() >= number, STEP);
    return probes.await(number);
  }

  private ScriptedProcess check(int number) {
    passUntil("check " + number, () -> engine.launched("check").size() >= number, STEP);
    return engine.awaitLaunch("check", number);
  }

  /** Lets time pass in steps: a timer need not have been set when the first is over. */
  private void passUntil(String what, BooleanSupplier fact, Duration step) {
    Await.until(
        what,
        () -> {
          if (!fact.getAsBoolean()) {
            time.timePasses(step);
          }
          return fact.getAsBoolean();
        });
  }

  private String failure() {
    ProcessNotice.Ended ended = owner.expectMessageClass(ProcessNotice.Ended.class);
    assertThat(ended.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ended.launched()).isTrue();
    return ended.reason().orElseThrow().description();
  }

  private void awaitStatus(String status) {
    Await.value(
        "status " + status,
        () -> view.get(WEB).map(ChildSnapshot::status).orElse(""),
        status::equals);
  }

  private void awaitHealth(String text) {
    Await.until(
        text,
        () ->
            view.get(WEB)
                .flatMap(ChildSnapshot::health)
                .filter(health -> health.text().equals(text))
                .isPresent());
  }

  private static Probes ready(ReadyCondition condition) {
    return Probes.NONE.withReady(new ReadySpec(condition, TIMEOUT, INTERVAL, ANSWER));
  }

  private static Probes health(Probe probe, Duration startPeriod) {
    return Probes.NONE.withHealth(new HealthSpec(probe, INTERVAL, ANSWER, 2, startPeriod));
  }

  private ActorRef<ManagedProcess.Command> start(Probes asked) {
    StreamSpec stream = new StreamSpec(Optional.empty(), 100);
    ProcessSpec spec =
        new ProcessSpec(
                new ProcessCommand.Argv(List.of("web")),
                Path.of("/tmp"),
                new Environment(false, Map.of("OWN", Optional.of("1"))),
                Signal.TERM,
                Shutdown.within(Duration.ofSeconds(10)),
                Set.of(0),
                new OutputSpec(stream, stream))
            .withProbes(asked);
    ProcessPorts ports =
        new ProcessPorts(
                engine,
                hub,
                new ProcessOutputs(Clock.systemUTC(), hub),
                Map.of(),
                Duration.ofMillis(500))
            .withProbes(probes);
    return testKit.spawn(
        ManagedProcess.create(new Incarnation(WEB, 1), spec, ports, owner.getRef()::tell));
  }
}
