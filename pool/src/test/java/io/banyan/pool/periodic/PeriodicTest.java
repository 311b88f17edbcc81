package io.banyan.pool.periodic;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.pool.periodic.schedule.Missed;
import io.banyan.pool.periodic.schedule.Overlap;
import io.banyan.pool.periodic.schedule.Schedule;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.lifecycle.ChildKind;
import io.banyan.runtime.lifecycle.Runs;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.testkit.BanyanTestKit;
import io.banyan.testkit.script.Script;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PeriodicTest {

  private static final Duration INTERVAL = ofSeconds(60);

  private final BanyanTestKit kit = BanyanTestKit.create();

  @AfterEach
  void end() {
    kit.close();
  }

  private void run(Periodic periodic) {
    run(List.of(ChildSpec.of("cleanup", periodic)));
  }

  private void run(List<ChildSpec> children) {
    kit.run(new SupervisorSpec(Strategy.ONE_FOR_ONE, new RestartLimit(3, ofSeconds(5)), children));
  }

  private Runs runs() {
    return kit.snapshot("cleanup").runs();
  }

  private PeriodicTask.Answer ask(
      Function<ActorRef<PeriodicTask.Answer>, PeriodicTask.Command> question) {
    return kit.ask(
            "the schedule",
            tree ->
                AskPattern.ask(
                    tree.bonds()
                        .ref(new ChildPath("cleanup"), PeriodicTask.Command.class)
                        .orElseThrow(),
                    question::apply,
                    ofSeconds(3),
                    kit.time().system().scheduler()))
        .eventually();
  }

  /** Code that is called: each call is noted, and ends when the test says so. */
  private static final class Calls implements PeriodicCall {
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

    @Override
    public void run() throws Exception {
      begun.incrementAndGet();
      try {
        String end = ends.take();
        if (!end.isEmpty()) {
          throw new IllegalStateException(end);
        }
      } catch (InterruptedException asked) {
        interrupted.incrementAndGet();
        throw asked;
      }
    }

    void awaitBegun(int count) {
      Await.value("calls", begun::get, calls -> calls == count);
    }
  }

  /** The seed's two, as a program says them. */
  @Nested
  class As_the_seed_has_it {

    private final AtomicInteger calls = new AtomicInteger();

    private void cleanup() {
      calls.incrementAndGet();
    }

    @Test
    void runs_every_60_seconds() {
      run(Periodic.every(Duration.ofSeconds(60), () -> cleanup()));

      kit.timePasses(ofSeconds(59));
      assertThat(calls).hasValue(0);
      kit.timePasses(ofSeconds(1));
      Await.value("calls", calls::get, all -> all == 1);
    }

    @Test
    void runs_with_initial_delay() {
      run(
          Periodic.every(Duration.ofSeconds(60), () -> cleanup())
              .initialDelay(Duration.ofSeconds(10)));

      kit.timePasses(ofSeconds(10));
      Await.value("calls", calls::get, all -> all == 1);
    }
  }

  @Nested
  class A_function {

    private final Calls calls = new Calls();

    @Test
    void runs_again_after_it_has_failed_and_that_is_told() {
      run(Periodic.every(INTERVAL, calls));
      kit.timePasses(INTERVAL);
      calls.awaitBegun(1);
      calls.ends.add("disk full");
      Await.value("runs", () -> runs().counts().failed(), failed -> failed == 1);

      assertThat(runs().last().orElseThrow().failure())
          .contains("IllegalStateException: disk full");
      kit.timePasses(INTERVAL);
      calls.awaitBegun(2);
      calls.ends.add("");
      Await.value("runs", () -> runs().counts(), c -> c.succeeded() == 1 && c.failed() == 1);
      assertThat(kit.status("cleanup"))
          .isEqualTo("Running (next run 2000-01-01T00:03:00Z, last succeeded)");
    }

    @Test
    void is_left_out_while_it_runs() {
      run(Periodic.every(INTERVAL, calls));
      kit.timePasses(INTERVAL.multipliedBy(3));

      calls.awaitBegun(1);
      assertThat(runs().counts().skipped()).isEqualTo(2);
      calls.ends.add("");
      Await.value("runs", () -> runs().counts().succeeded(), done -> done == 1);
    }

    @Test
    void waits_for_its_turn() {
      run(Periodic.every(INTERVAL, calls).overlap(Overlap.QUEUE).mostWaiting(1));
      kit.timePasses(INTERVAL.multipliedBy(3));
      calls.awaitBegun(1);
      calls.ends.add("");
      calls.awaitBegun(2);

      assertThat(runs().counts().skipped()).isEqualTo(1);
      calls.ends.add("");
      Await.value("runs", () -> runs().counts().succeeded(), done -> done == 2);
      assertThat(calls.begun).hasValue(2);
    }

    @Test
    void is_interrupted_for_the_next_one() {
      run(Periodic.every(INTERVAL, calls).overlap(Overlap.KILL_PREVIOUS));
      kit.timePasses(INTERVAL.multipliedBy(2));

      calls.awaitBegun(2);
      assertThat(calls.interrupted).hasValue(1);
      assertThat(runs().counts().failed()).isEqualTo(1);
      calls.ends.add("");
      Await.value("runs", () -> runs().counts().succeeded(), done -> done == 1);
    }

    @Test
    void has_failed_after_its_time() {
      run(Periodic.every(INTERVAL, calls).timeout(ofSeconds(5)));
      kit.timePasses(INTERVAL.plusSeconds(5));

      Await.value("runs", () -> runs().counts().failed(), failed -> failed == 1);
      assertThat(runs().last().orElseThrow().failure()).contains("Timeout: after 5s");
      assertThat(calls.interrupted).hasValue(1);
    }

    @Test
    void is_interrupted_and_waited_for_when_the_schedule_ends() {
      run(Periodic.every(INTERVAL, calls));
      kit.timePasses(INTERVAL);
      calls.awaitBegun(1);

      kit.shutdown();

      Await.value("interrupts", calls.interrupted::get, times -> times == 1);
    }
  }

  @Nested
  class Steered_by_hand {

    private final Calls calls = new Calls();

    @Test
    void it_begins_beside_its_schedule_unless_it_runs_already() {
      run(Periodic.every(INTERVAL, calls));

      assertThat(ask(PeriodicTask.RunNow::new)).isEqualTo(new PeriodicTask.Done());
      calls.awaitBegun(1);
      assertThat(ask(PeriodicTask.RunNow::new))
          .isEqualTo(new PeriodicTask.Refused("run 1 has not ended yet"));
      assertThat(kit.events().eventsOf(ProcessEvent.RunStarted.class))
          .extracting(ProcessEvent.RunStarted::cause)
          .containsExactly("by hand");
      calls.ends.add("");
      Await.value("runs", () -> runs().counts().succeeded(), done -> done == 1);
    }

    @Test
    void nothing_is_due_while_it_is_paused() {
      run(Periodic.every(INTERVAL, calls));
      ask(PeriodicTask.Pause::new);

      kit.timePasses(ofHours(1));
      assertThat(kit.status("cleanup")).isEqualTo("Running (paused)");
      assertThat(calls.begun).hasValue(0);
      ask(PeriodicTask.Resume::new);
      kit.timePasses(INTERVAL);
      calls.awaitBegun(1);
      calls.ends.add("");
    }
  }

  @Nested
  class A_cron_task {

    private final CountDownLatch called = new CountDownLatch(1);

    /** The kit's time begins at midnight UTC on 2000-01-01, which is one o'clock in Berlin. */
    @Test
    void runs_when_it_is_time_where_it_is_meant_to_be() throws InterruptedException {
      run(Periodic.cron("0 3 * * *", ZoneId.of("Europe/Berlin"), called::countDown));
      assertThat(runs().next()).contains(Instant.parse("2000-01-01T02:00:00Z"));

      kit.timePasses(ofHours(2).minusSeconds(1));
      assertThat(runs().last()).isEmpty();
      kit.timePasses(ofSeconds(1));

      assertThat(called.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(runs().next()).contains(Instant.parse("2000-01-02T02:00:00Z"));
    }

    @Test
    void starts_a_process_once_a_day() {
      kit.script(Script.process("report.run").after(ofMinutes(1)).exits(0));
      kit.declaring(new PeriodicSection())
          .run(
              "banyan.periodic.report { cron = \"30 2 * * *\", zone = \"Europe/Berlin\","
                  + " command = [report] }");

      kit.timePasses(ofHours(72));

      assertThat(kit.launches("report.run")).hasSize(3);
      assertThat(kit.snapshot("report").runs().counts().succeeded()).isEqualTo(3);
      assertThat(kit.snapshot("report").runs().next())
          .contains(Instant.parse("2000-01-04T01:30:00Z"));
    }
  }

  @Nested
  class A_process {

    private void declare(String keys) {
      kit.declaring(new PeriodicSection())
          .run("banyan.periodic.cleanup { every = 60s, command = [cleanup], " + keys + " }");
    }

    @Test
    void is_a_task_that_is_started_by_its_schedule_alone() {
      kit.script(Script.process("cleanup.run").after(ofSeconds(10)).exits(0));
      declare("");
      assertThat(kit.snapshot("cleanup").declaration().kind()).isEqualTo(ChildKind.PERIODIC);
      assertThat(kit.snapshot("cleanup.run").declaration().kind()).isEqualTo(ChildKind.TASK);
      assertThat(kit.status("cleanup.run")).isEqualTo("Initialized");

      kit.timePasses(INTERVAL);
      assertThat(kit.status("cleanup.run")).isEqualTo("Running");
      assertThat(runs().last().orElseThrow().outcome()).isEqualTo("running");
      kit.timePasses(ofSeconds(10));

      assertThat(kit.status("cleanup.run")).isEqualTo("Completed");
      assertThat(runs().last().orElseThrow().took()).contains(ofSeconds(10));
      kit.timePasses(INTERVAL);
      assertThat(kit.launches("cleanup.run")).hasSize(2);
    }

    @Test
    void that_fails_is_not_restarted_before_it_is_due_again() {
      kit.script(Script.process("cleanup.run").after(ofSeconds(1)).exits(3));
      declare("");

      kit.timePasses(INTERVAL.multipliedBy(10).plusSeconds(5));

      assertThat(kit.launches("cleanup.run")).hasSize(10);
      assertThat(runs().last().orElseThrow().failure()).contains("Exit code: 3");
      assertThat(runs().counts().failed()).isEqualTo(10);
    }

    @Test
    void that_takes_too_long_has_failed() {
      declare("timeout = 5s");

      kit.timePasses(INTERVAL.plusSeconds(6));

      assertThat(kit.status("cleanup.run")).isEqualTo("Failed (Timeout)");
      assertThat(runs().last().orElseThrow().failure()).contains("Timeout");
    }

    @Test
    void is_stopped_for_the_next_one() {
      declare("overlap = kill-previous");

      kit.timePasses(INTERVAL.multipliedBy(2));

      assertThat(kit.launches("cleanup.run")).hasSize(2);
      assertThat(kit.status("cleanup.run")).isEqualTo("Running");
      assertThat(runs().counts().failed()).isEqualTo(1);
    }

    @Test
    void that_somebody_else_has_started_is_a_run_for_a_schedule_that_begins() {
      run(
          List.of(
              ChildSpec.of("job", ProcessChild.task(ProcessSpec.of(List.of("job")))),
              ChildSpec.of(
                  "cleanup", Periodic.of(new Schedule.Every(INTERVAL), new Work.Child("job")))));

      kit.timePasses(INTERVAL);

      assertThat(runs().counts().skipped()).isEqualTo(1);
      assertThat(kit.launches("job")).hasSize(1);
    }

    @Test
    void goes_on_when_a_reload_changes_its_schedule_and_is_not_started_by_one() {
      declare("");
      kit.timePasses(INTERVAL);
      kit.events().skipAll();

      kit.reload("banyan.periodic.cleanup { every = 30s, command = [cleanup, --all] }")
          .eventually();

      assertThat(kit.launches("cleanup.run")).hasSize(1);
      assertThat(kit.status("cleanup.run")).isEqualTo("Running");
      kit.process("cleanup.run").exits(0);
      kit.timePasses(ofSeconds(30));
      assertThat(kit.launches("cleanup.run")).hasSize(2);
    }

    @Test
    void that_is_new_in_a_reload_waits_for_its_schedule() {
      kit.declaring(new PeriodicSection())
          .run("banyan.tree.children = [{ id = web, command = web }]");

      kit.reload(
              "banyan { tree.children = [{ id = web, command = web }]\n"
                  + "periodic.cleanup { every = 60s, command = [cleanup] } }")
          .eventually();

      assertThat(kit.status("cleanup.run")).isEqualTo("Initialized");
      kit.timePasses(INTERVAL);
      assertThat(kit.launches("cleanup.run")).hasSize(1);
    }
  }

  @Test
  void a_message_is_sent_again_and_again_in_any_actor_system() {
    ActorTestKit testKit = ActorTestKit.create();
    try {
      TestProbe<String> probe = testKit.createTestProbe();
      ActorRef<PeriodicTask.Command> task =
          testKit.spawn(
              Periodic.every(Duration.ofMillis(5), probe.ref(), "tick")
                  .missed(Missed.SKIP)
                  .behavior());

      probe.expectMessage("tick");
      probe.expectMessage("tick");
      task.tell(PeriodicTask.End.END);
      testKit.createTestProbe().expectTerminated(task);
    } finally {
      testKit.shutdownTestKit();
    }
  }
}
