package io.banyan.supervision.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.process.Environment;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.dependency.DependencyGraph;
import io.banyan.supervision.spec.Backoff;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A supervisor of {@code web}, which depends on {@code db}, {@code a} and {@code db}. */
class GatesTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private SupervisorMachine machine = machine(Strategy.ONE_FOR_ONE);

  @BeforeEach
  void fresh() {
    machine = machine(Strategy.ONE_FOR_ONE);
  }

  @Nested
  class Starting {

    @Test
    void leaves_out_who_waits_and_is_over_when_that_is_up_too() {
      assertThat(machine.begin()).containsExactly(waits("web"), start("a"));
      assertThat(machine.childRunning("a", 0)).containsExactly(start("db"));
      assertThat(machine.childRunning("db", 0)).isEmpty();
      assertThat(machine.gate("web", true)).containsExactly(start("web"));
      assertThat(machine.childRunning("web", 0)).containsExactly(new Action.Ready());
    }

    @Test
    void begins_with_who_need_not_wait() {
      assertThat(machine.gate("web", true)).isEmpty();

      assertThat(machine.begin()).containsExactly(start("web"), start("a"));
    }

    @Test
    void says_again_for_what_it_waits_when_that_changes() {
      machine.begin();

      assertThat(machine.gate("web", false)).containsExactly(waits("web"));
    }

    @Test
    void is_not_held_up_by_the_delay_of_one_that_crashed_meanwhile() {
      machine.gate("web", true);
      machine.begin();

      machine.childEnded("web", ChildEnd.FAILURE, 0);

      assertThat(machine.phase("web")).isEqualTo(ChildPhase.DELAYED);
      assertThat(machine.childRunning("a", 0)).containsExactly(start("db"));
      assertThat(machine.childRunning("db", 0)).isEmpty();
      assertThat(machine.delayOver("web")).containsExactly(start("web"));
      assertThat(machine.childRunning("web", 0)).containsExactly(new Action.Ready());
    }

    @Test
    void that_is_stopped_meanwhile_withdraws_who_waits() {
      machine.begin();

      assertThat(machine.shutdown(false))
          .containsExactly(new Action.WithdrawRestart("web", false), new Action.Stop("a"));
    }

    @Test
    void is_over_when_an_operator_calls_off_the_last_that_waits() {
      machine.begin();
      machine.childRunning("a", 0);
      machine.childRunning("db", 0);

      assertThat(machine.stop("web"))
          .containsExactly(new Action.WithdrawRestart("web", false), new Action.Ready());
      assertThat(machine.gate("web", true)).isEmpty();
    }
  }

  @Nested
  class Restarting {

    @Test
    void waits_for_a_gate_that_has_closed() {
      boot();
      machine.gate("web", false);

      assertThat(machine.childEnded("web", ChildEnd.FAILURE, 0))
          .containsExactly(announce("web", 1), new Action.StartDelay("web", SECONDS));
      assertThat(machine.delayOver("web")).containsExactly(waits("web"));
      assertThat(machine.start("web")).isEmpty();
      assertThat(machine.gate("web", true)).containsExactly(start("web"));
    }

    @Test
    void because_of_a_loss_does_not_count() {
      boot();
      for (int i = 0; i < 10; i++) {
        machine.gate("web", false);
        assertThat(machine.dependencyLost("web")).containsExactly(new Action.Stop("web"));
        assertThat(machine.childEnded("web", ChildEnd.SUCCESS, 0))
            .containsExactly(announce("web", 0), waits("web"));
        assertThat(machine.gate("web", true)).containsExactly(start("web"));
        machine.childRunning("web", 0);
      }
    }

    @Test
    void because_of_a_loss_is_immediate_when_everything_is_back() {
      boot();
      machine.dependencyLost("web");

      assertThat(machine.childEnded("web", ChildEnd.SUCCESS, 0))
          .containsExactly(announce("web", 0), start("web"));
    }

    @Test
    void because_of_a_loss_does_not_happen_to_one_that_is_down_or_was_stopped() {
      boot();
      machine.stop("web");

      assertThat(machine.dependencyLost("web")).isEmpty();
      assertThat(machine.childEnded("web", ChildEnd.SUCCESS, 0)).isEmpty();
      assertThat(machine.dependencyLost("web")).isEmpty();
      assertThat(machine.phase("web")).isEqualTo(ChildPhase.DOWN);
    }

    @Test
    void because_of_a_loss_is_called_off_by_a_stop() {
      boot();
      machine.dependencyLost("web");
      machine.stop("web");

      assertThat(machine.childEnded("web", ChildEnd.SUCCESS, 0)).isEmpty();
      assertThat(machine.phase("web")).isEqualTo(ChildPhase.DOWN);
    }

    @Test
    void of_a_group_waits_until_also_that_one_is_down_who_lost_something_before() {
      machine = machine(Strategy.ONE_FOR_ALL);
      boot();
      machine.gate("web", false);
      machine.dependencyLost("web");
      machine.childEnded("db", ChildEnd.FAILURE, 0);
      assertThat(machine.childEnded("a", ChildEnd.SUCCESS, 0)).contains(announce("a", 1));
      assertThat(machine.delayOver("db")).isEmpty();

      assertThat(machine.childEnded("web", ChildEnd.SUCCESS, 0))
          .containsExactly(
              new Action.AnnounceRestart("web", Duration.ZERO, 1), waits("web"), start("a"));
      assertThat(machine.childRunning("a", 0)).containsExactly(start("db"));
      assertThat(machine.childRunning("db", 0)).isEmpty();
      assertThat(machine.gate("web", true)).containsExactly(start("web"));
    }
  }

  @Nested
  class Backing_off {

    @Test
    void makes_each_wait_in_a_row_longer_and_begins_anew_after_a_good_while() {
      boot();
      assertThat(delayOfCrash("a", 0)).isEqualTo(Duration.ofSeconds(1));
      assertThat(delayOfCrash("a", 100 * SECOND)).isEqualTo(Duration.ofSeconds(2));
      assertThat(delayOfCrash("a", 200 * SECOND)).isEqualTo(Duration.ofSeconds(4));

      machine.delayOver("a");
      machine.childRunning("a", 300 * SECOND);
      assertThat(delayOfCrash("a", 360 * SECOND)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void begins_anew_when_an_operator_starts_it() {
      boot();
      delayOfCrash("a", 0);
      delayOfCrash("a", 100 * SECOND);
      machine.start("a");

      assertThat(delayOfCrash("a", 200 * SECOND)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void is_not_for_an_end_after_which_it_is_not_restarted() {
      boot();

      assertThat(machine.childEnded("a", ChildEnd.FINAL, 0))
          .containsExactly(new Action.NotRestarted("a"));
      assertThat(machine.phase("a")).isEqualTo(ChildPhase.DOWN);
      assertThat(machine.start("a")).containsExactly(start("a"));
    }

    private Duration delayOfCrash(String id, long now) {
      machine.delayOver(id);
      return machine.childEnded(id, ChildEnd.FAILURE, now).stream()
          .filter(Action.StartDelay.class::isInstance)
          .map(action -> ((Action.StartDelay) action).delay())
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void dependents_stop_first_wherever_they_are_declared() {
    boot();

    assertThat(machine.shutdown(false)).containsExactly(new Action.Stop("web"));
    assertThat(machine.childEnded("web", ChildEnd.SUCCESS, 0))
        .containsExactly(new Action.Stop("db"));
    assertThat(machine.childEnded("db", ChildEnd.SUCCESS, 0)).containsExactly(new Action.Stop("a"));
  }

  private static final Duration SECONDS = Duration.ofSeconds(1);

  private void boot() {
    machine.gate("web", true);
    machine.begin();
    Stream.of("a", "db", "web").forEach(id -> machine.childRunning(id, 0));
  }

  private static Action start(String id) {
    return new Action.Start(id);
  }

  private static Action waits(String id) {
    return new Action.Wait(id);
  }

  private static Action announce(String id, int recent) {
    Duration delay = recent == 0 || id.equals("a") ? Duration.ZERO : SECONDS;
    return new Action.AnnounceRestart(id, delay, recent);
  }

  private static SupervisorMachine machine(Strategy strategy) {
    Dependency db = new Dependency("db", Dependency.State.READY, true);
    SupervisorSpec spec =
        new SupervisorSpec(
            strategy,
            new RestartLimit(5, Duration.ofSeconds(5)),
            List.of(child("web").withDependsOn(List.of(db)), child("a"), child("db")));
    return new SupervisorMachine(
        spec, DependencyGraph.of(spec).precedence(ChildPath.ROOT, spec.children()), () -> 0);
  }

  private static ChildSpec child(String id) {
    StreamSpec stream = new StreamSpec(Optional.empty(), 10);
    ProcessSpec process =
        new ProcessSpec(
            new ProcessCommand.Argv(List.of(id)),
            Path.of("/"),
            Environment.INHERITED,
            Signal.TERM,
            Shutdown.within(Duration.ofSeconds(1)),
            Set.of(0),
            new OutputSpec(stream, stream));
    Backoff backoff = new Backoff(SECONDS, Duration.ofSeconds(60), 2, 0, Duration.ofSeconds(60));
    return ChildSpec.of(id, new ChildDefinition.ProcessChild(process, false))
        .withRestart(RestartPolicy.of(RestartType.PERMANENT).withBackoff(backoff));
  }
}
