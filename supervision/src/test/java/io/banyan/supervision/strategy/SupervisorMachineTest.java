package io.banyan.supervision.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.process.Environment;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.Backoff;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The children are called a, b, c, d; actions are written as short words. */
class SupervisorMachineTest {

  private SupervisorMachine machine = new SupervisorMachine(spec(Strategy.ONE_FOR_ONE, 3));
  private long now;

  @Nested
  class Starting {

    @Test
    void goes_in_order_each_when_its_predecessor_is_ready() {
      machine = new SupervisorMachine(spec(Strategy.ONE_FOR_ONE, 3));

      assertThat(words(machine.begin())).containsExactly("start a");
      assertThat(words(machine.childRunning("a", 0))).containsExactly("start b");
      assertThat(words(machine.childRunning("b", 0))).containsExactly("start c");
      assertThat(words(machine.childRunning("c", 0))).containsExactly("start d");
      assertThat(words(machine.childRunning("d", 0))).containsExactly("ready");
    }

    @Test
    void without_children_is_ready_at_once() {
      machine =
          new SupervisorMachine(
              new SupervisorSpec(
                  Strategy.ONE_FOR_ONE, new RestartLimit(3, Duration.ofSeconds(5)), List.of()));

      assertThat(words(machine.begin())).containsExactly("ready");
      assertThat(words(machine.shutdown(false))).containsExactly("end ShutDown");
    }

    @Test
    void a_child_that_cannot_start_rolls_back_and_fails_the_supervisor() {
      machine.begin();
      machine.childRunning("a", 0);
      machine.childRunning("b", 0);

      assertThat(ends("c", ChildEnd.NOT_STARTED)).containsExactly("stop b");
      assertThat(ends("b", ChildEnd.SUCCESS)).containsExactly("stop a");
      assertThat(ends("a", ChildEnd.SUCCESS)).containsExactly("end StartFailed");
    }

    @Test
    void a_child_that_was_ready_and_failed_is_restarted_while_others_still_start() {
      machine.begin();
      machine.childRunning("a", 0);

      assertThat(ends("a", ChildEnd.FAILURE)).containsExactly("announce a 1", "start a");
      assertThat(words(machine.childRunning("b", 0))).isEmpty();
      assertThat(words(machine.childRunning("a", 0))).containsExactly("start c");
    }

    @Test
    void a_task_that_is_done_lets_the_next_one_start() {
      machine = new SupervisorMachine(spec(Strategy.ONE_FOR_ONE, 3, RestartType.TRANSIENT));
      machine.begin();

      assertThat(ends("a", ChildEnd.SUCCESS)).containsExactly("start b");
    }

    @Test
    void can_be_broken_off_by_a_shutdown() {
      machine.begin();
      machine.childRunning("a", 0);

      assertThat(words(machine.shutdown(false))).containsExactly("stop b");
      assertThat(words(machine.childRunning("b", 0))).isEmpty();
      assertThat(ends("b", ChildEnd.SUCCESS)).containsExactly("stop a");
      assertThat(ends("a", ChildEnd.SUCCESS)).containsExactly("end ShutDown");
    }
  }

  @Nested
  class Restart_types {

    @ParameterizedTest
    @CsvSource({
      "PERMANENT, SUCCESS, true",
      "PERMANENT, FAILURE, true",
      "TRANSIENT, SUCCESS, false",
      "TRANSIENT, FAILURE, true",
      "TEMPORARY, SUCCESS, false",
      "TEMPORARY, FAILURE, false"
    })
    void say_when_a_child_is_restarted(RestartType type, ChildEnd end, boolean restarted) {
      machine = new SupervisorMachine(spec(Strategy.ONE_FOR_ONE, 3, type));
      boot();

      assertThat(ends("b", end).contains("start b")).isEqualTo(restarted);
    }

    @ParameterizedTest
    @EnumSource(
        value = RestartType.class,
        names = {"PERMANENT", "TRANSIENT"})
    void a_restart_that_fails_to_start_is_tried_again_and_counted(RestartType type) {
      machine = new SupervisorMachine(spec(Strategy.ONE_FOR_ONE, 2, type));
      boot();

      assertThat(ends("b", ChildEnd.FAILURE)).containsExactly("announce b 1", "start b");
      assertThat(ends("b", ChildEnd.NOT_STARTED)).containsExactly("announce b 2", "start b");
      assertThat(ends("b", ChildEnd.NOT_STARTED)).containsExactly("stop d");
    }
  }

  @Nested
  class One_for_one {

    @Test
    void restarts_only_the_child_that_failed() {
      boot();

      assertThat(ends("b", ChildEnd.FAILURE)).containsExactly("announce b 1", "start b");
      assertThat(words(machine.childRunning("b", 0))).isEmpty();
    }
  }

  @Nested
  class One_for_all {

    @Test
    void stops_the_others_in_reverse_order_and_starts_all_in_order() {
      machine = new SupervisorMachine(spec(Strategy.ONE_FOR_ALL, 3));
      boot();

      assertThat(ends("b", ChildEnd.FAILURE)).containsExactly("announce b 1", "stop d");
      assertThat(ends("d", ChildEnd.SUCCESS)).containsExactly("announce d 1", "stop c");
      assertThat(ends("c", ChildEnd.SUCCESS)).containsExactly("announce c 1", "stop a");
      assertThat(ends("a", ChildEnd.SUCCESS)).containsExactly("announce a 1", "start a");
      assertThat(words(machine.childRunning("a", 0))).containsExactly("start b");
      assertThat(words(machine.childRunning("b", 0))).containsExactly("start c");
      assertThat(words(machine.childRunning("c", 0))).containsExactly("start d");
      assertThat(words(machine.childRunning("d", 0))).isEmpty();
    }

    @Test
    void a_sibling_that_crashes_before_its_turn_to_be_stopped_is_not_counted() {
      machine = new SupervisorMachine(spec(Strategy.ONE_FOR_ALL, 1));
      boot();
      ends("b", ChildEnd.FAILURE);

      assertThat(ends("a", ChildEnd.FAILURE)).containsExactly("announce a 1");
      assertThat(ends("d", ChildEnd.SUCCESS)).containsExactly("announce d 1", "stop c");
      assertThat(ends("c", ChildEnd.SUCCESS)).containsExactly("announce c 1", "start a");
    }

    @Test
    void a_sibling_that_cannot_start_takes_those_already_up_down_again() {
      machine = new SupervisorMachine(spec(Strategy.ONE_FOR_ALL, 3));
      boot();
      ends("b", ChildEnd.FAILURE);
      ends("d", ChildEnd.SUCCESS);
      ends("c", ChildEnd.SUCCESS);
      ends("a", ChildEnd.SUCCESS);
      machine.childRunning("a", 0);

      assertThat(ends("b", ChildEnd.NOT_STARTED)).containsExactly("announce b 2", "stop a");
      assertThat(ends("a", ChildEnd.SUCCESS)).containsExactly("announce a 2", "start a");
    }

    @Test
    void revives_what_was_stopped_by_hand_but_never_a_temporary_child() {
      machine = new SupervisorMachine(mixed());
      boot();
      words(machine.stop("a"));
      ends("a", ChildEnd.SUCCESS);

      assertThat(ends("b", ChildEnd.FAILURE))
          .containsExactly("announce a 1", "announce b 1", "stop t");
      assertThat(ends("t", ChildEnd.SUCCESS)).containsExactly("start a");
      assertThat(words(machine.childRunning("a", 0))).containsExactly("start b");
      assertThat(words(machine.childRunning("b", 0))).isEmpty();
    }
  }

  @Nested
  class Rest_for_one {

    @Test
    void restarts_the_child_and_those_after_it() {
      machine = new SupervisorMachine(spec(Strategy.REST_FOR_ONE, 3));
      boot();

      assertThat(ends("b", ChildEnd.FAILURE)).containsExactly("announce b 1", "stop d");
      assertThat(ends("d", ChildEnd.SUCCESS)).containsExactly("announce d 1", "stop c");
      assertThat(ends("c", ChildEnd.SUCCESS)).containsExactly("announce c 1", "start b");
      assertThat(words(machine.childRunning("b", 0))).containsExactly("start c");
    }

    @Test
    void one_that_cannot_start_is_tried_again_without_those_before_it() {
      machine = new SupervisorMachine(spec(Strategy.REST_FOR_ONE, 3));
      boot();
      ends("b", ChildEnd.FAILURE);
      ends("d", ChildEnd.SUCCESS);
      ends("c", ChildEnd.SUCCESS);
      machine.childRunning("b", 0);

      assertThat(ends("c", ChildEnd.NOT_STARTED)).containsExactly("announce c 2", "start c");
    }

    @Test
    void an_earlier_child_that_fails_meanwhile_widens_the_plan() {
      machine = new SupervisorMachine(spec(Strategy.REST_FOR_ONE, 3));
      boot();
      ends("c", ChildEnd.FAILURE);

      assertThat(ends("a", ChildEnd.FAILURE)).containsExactly("announce a 2");
      assertThat(ends("d", ChildEnd.SUCCESS)).containsExactly("announce d 2", "stop b");
      assertThat(ends("b", ChildEnd.SUCCESS)).containsExactly("announce b 2", "start a");
    }
  }

  @Nested
  class The_restart_limit {

    @Test
    void allows_exactly_so_many_restarts_then_stops_the_rest_in_reverse_order_and_ends() {
      boot();
      for (int i = 1; i <= 3; i++) {
        assertThat(ends("a", ChildEnd.FAILURE)).containsExactly("announce a " + i, "start a");
        machine.childRunning("a", 0);
      }

      assertThat(ends("a", ChildEnd.FAILURE)).containsExactly("stop d");
      assertThat(ends("d", ChildEnd.SUCCESS)).containsExactly("stop c");
      assertThat(ends("c", ChildEnd.SUCCESS)).containsExactly("stop b");
      assertThat(ends("b", ChildEnd.SUCCESS)).containsExactly("end LimitExceeded");
    }

    @Test
    void counts_the_restarts_of_all_children_together() {
      boot();
      ends("a", ChildEnd.FAILURE);
      ends("b", ChildEnd.FAILURE);
      ends("c", ChildEnd.FAILURE);

      assertThat(ends("d", ChildEnd.FAILURE)).doesNotContain("start d");
    }

    @Test
    void forgets_what_is_older_than_the_window() {
      boot();
      for (int i = 0; i < 50; i++) {
        now += Duration.ofSeconds(2).toNanos();
        assertThat(ends("a", ChildEnd.FAILURE)).contains("start a");
        machine.childRunning("a", 0);
      }
    }

    @Test
    void does_not_count_what_an_operator_does() {
      boot();
      for (int i = 0; i < 20; i++) {
        machine.restart("a");
        assertThat(ends("a", ChildEnd.SUCCESS)).containsExactly("start a");
        machine.childRunning("a", 0);
      }
    }
  }

  @Nested
  class A_restart_delay {

    @Test
    void is_waited_for() {
      machine = new SupervisorMachine(delayed(Strategy.ONE_FOR_ONE));
      boot();

      assertThat(ends("a", ChildEnd.FAILURE)).containsExactly("announce a 1", "delay a");
      assertThat(words(machine.delayOver("a"))).containsExactly("start a");
    }

    @Test
    void can_be_cut_short_by_a_start() {
      machine = new SupervisorMachine(delayed(Strategy.ONE_FOR_ONE));
      boot();
      ends("a", ChildEnd.FAILURE);

      assertThat(words(machine.start("a"))).containsExactly("cancel a", "start a");
      assertThat(words(machine.delayOver("a"))).isEmpty();
    }

    @Test
    void is_ended_by_a_stop() {
      machine = new SupervisorMachine(delayed(Strategy.ONE_FOR_ONE));
      boot();
      ends("a", ChildEnd.FAILURE);

      assertThat(words(machine.stop("a"))).containsExactly("cancel a", "withdraw a");
      assertThat(words(machine.delayOver("a"))).isEmpty();
      assertThat(machine.phase("a")).isEqualTo(ChildPhase.DOWN);
    }

    @Test
    void is_ended_by_a_shutdown() {
      machine = new SupervisorMachine(delayed(Strategy.ONE_FOR_ONE));
      boot();
      ends("a", ChildEnd.FAILURE);

      assertThat(words(machine.shutdown(false)))
          .containsExactly("cancel a", "withdraw a", "stop d");
    }

    @Test
    void holds_up_the_whole_group() {
      machine = new SupervisorMachine(delayed(Strategy.ONE_FOR_ALL));
      boot();
      ends("b", ChildEnd.FAILURE);
      ends("d", ChildEnd.SUCCESS);
      ends("c", ChildEnd.SUCCESS);

      assertThat(ends("a", ChildEnd.SUCCESS)).containsExactly("announce a 1");
      assertThat(words(machine.delayOver("b"))).containsExactly("start a");
    }

    @Test
    void of_a_group_is_cut_short_by_a_start_and_the_group_comes_up_in_order() {
      machine = new SupervisorMachine(delayed(Strategy.ONE_FOR_ALL));
      boot();
      ends("b", ChildEnd.FAILURE);
      ends("d", ChildEnd.SUCCESS);
      ends("c", ChildEnd.SUCCESS);
      ends("a", ChildEnd.SUCCESS);

      assertThat(words(machine.start("b"))).containsExactly("cancel b", "start a");
      assertThat(words(machine.childRunning("a", 0))).containsExactly("start b");
    }

    @Test
    void of_a_group_that_still_goes_down_is_cut_short_and_the_start_comes_in_its_turn() {
      machine = new SupervisorMachine(delayed(Strategy.REST_FOR_ONE));
      boot();
      ends("b", ChildEnd.FAILURE);

      assertThat(words(machine.restart("b"))).containsExactly("cancel b");
      ends("d", ChildEnd.SUCCESS);
      assertThat(ends("c", ChildEnd.SUCCESS)).containsExactly("announce c 1", "start b");
    }

    @Test
    void of_a_group_is_waited_for_again_when_a_start_by_hand_fails() {
      machine = new SupervisorMachine(delayed(Strategy.REST_FOR_ONE));
      boot();
      ends("d", ChildEnd.FAILURE);
      words(machine.start("d"));

      assertThat(ends("d", ChildEnd.NOT_STARTED)).containsExactly("announce d 2", "delay d");
    }
  }

  @Nested
  class An_operator {

    @Test
    void can_stop_a_child_and_it_stays_down() {
      boot();

      assertThat(words(machine.stop("b"))).containsExactly("stop b");
      assertThat(ends("b", ChildEnd.FAILURE)).isEmpty();
      assertThat(machine.phase("b")).isEqualTo(ChildPhase.DOWN);
    }

    @Test
    void is_not_delayed_by_another_child_that_is_slow_to_stop() {
      boot();
      words(machine.stop("d"));

      assertThat(words(machine.stop("a"))).containsExactly("stop a");
      assertThat(words(machine.restart("b"))).containsExactly("stop b");
      assertThat(ends("b", ChildEnd.SUCCESS)).containsExactly("start b");
    }

    @Test
    void stopping_twice_asks_once() {
      boot();
      words(machine.stop("b"));

      assertThat(words(machine.stop("b"))).isEmpty();
    }

    @Test
    void starting_a_child_that_is_stopping_brings_it_back_when_it_is_down() {
      boot();
      words(machine.stop("b"));

      assertThat(words(machine.start("b"))).isEmpty();
      assertThat(ends("b", ChildEnd.SUCCESS)).containsExactly("start b");
    }

    @Test
    void a_start_by_hand_that_fails_is_not_tried_again() {
      boot();
      words(machine.stop("b"));
      ends("b", ChildEnd.SUCCESS);
      words(machine.start("b"));

      assertThat(ends("b", ChildEnd.NOT_STARTED)).isEmpty();
      assertThat(machine.phase("b")).isEqualTo(ChildPhase.DOWN);
    }

    @Test
    void brings_back_a_temporary_child_that_goes_down_with_its_group() {
      machine = new SupervisorMachine(mixed());
      boot();
      ends("b", ChildEnd.FAILURE);

      assertThat(words(machine.restart("t"))).isEmpty();
      assertThat(ends("t", ChildEnd.SUCCESS)).containsExactly("announce t 1", "stop a");
      ends("a", ChildEnd.SUCCESS);
      machine.childRunning("a", 0);
      assertThat(words(machine.childRunning("b", 0))).containsExactly("start t");
    }

    @Test
    void brings_back_a_temporary_child_whose_turn_to_go_down_has_yet_to_come() {
      machine = new SupervisorMachine(group("a", "t", "b"));
      boot();
      machine.childRunning("b", 0);
      assertThat(ends("a", ChildEnd.FAILURE)).containsExactly("announce a 1", "stop b");

      assertThat(words(machine.restart("t"))).isEmpty();
      assertThat(ends("b", ChildEnd.SUCCESS)).containsExactly("announce b 1", "stop t");
      assertThat(ends("t", ChildEnd.SUCCESS)).containsExactly("announce t 1", "start a");
      assertThat(words(machine.childRunning("a", 0))).containsExactly("start t");
    }

    @Test
    void can_stop_a_child_in_the_middle_of_a_group_restart() {
      machine = new SupervisorMachine(spec(Strategy.ONE_FOR_ALL, 3));
      boot();
      ends("b", ChildEnd.FAILURE);

      assertThat(words(machine.stop("c"))).containsExactly("stop c");
      assertThat(ends("c", ChildEnd.SUCCESS)).isEmpty();
      assertThat(ends("d", ChildEnd.SUCCESS)).containsExactly("announce d 1", "stop a");
      ends("a", ChildEnd.SUCCESS);
      machine.childRunning("a", 0);
      assertThat(words(machine.childRunning("b", 0))).containsExactly("start d");
    }
  }

  @Nested
  class Shutting_down {

    @Test
    void is_in_reverse_order_one_after_the_other() {
      boot();

      assertThat(words(machine.shutdown(false))).containsExactly("stop d");
      assertThat(ends("d", ChildEnd.SUCCESS)).containsExactly("stop c");
      assertThat(ends("c", ChildEnd.FAILURE)).containsExactly("stop b");
      assertThat(ends("b", ChildEnd.SUCCESS)).containsExactly("stop a");
      assertThat(ends("a", ChildEnd.SUCCESS)).containsExactly("end ShutDown");
    }

    @Test
    void children_that_end_by_themselves_meanwhile_are_not_restarted() {
      boot();
      words(machine.shutdown(false));

      assertThat(ends("a", ChildEnd.FAILURE)).isEmpty();
      assertThat(ends("b", ChildEnd.SUCCESS)).isEmpty();
      assertThat(ends("d", ChildEnd.SUCCESS)).containsExactly("stop c");
      assertThat(ends("c", ChildEnd.SUCCESS)).containsExactly("end ShutDown");
    }

    @Test
    void brutally_kills_all_at_once_also_those_that_are_already_stopping() {
      boot();
      words(machine.shutdown(false));

      assertThat(words(machine.shutdown(true)))
          .containsExactly("kill d", "kill c", "kill b", "kill a");
    }

    @Test
    void refuses_to_start_anything() {
      boot();
      words(machine.shutdown(false));
      ends("d", ChildEnd.SUCCESS);

      assertThat(words(machine.start("d"))).isEmpty();
      assertThat(words(machine.restart("d"))).isEmpty();
    }
  }

  private void boot() {
    machine.begin();
    for (String id : List.of("a", "b", "c", "d", "t")) {
      if (machine.has(id)) {
        machine.childRunning(id, 0);
      }
    }
  }

  private List<String> ends(String id, ChildEnd end) {
    return words(machine.childEnded(id, end, now));
  }

  private static List<String> words(List<Action> actions) {
    return actions.stream().map(SupervisorMachineTest::word).toList();
  }

  private static String word(Action action) {
    if (action instanceof Action.Start start) {
      return "start " + start.id();
    } else if (action instanceof Action.Stop stop) {
      return "stop " + stop.id();
    } else if (action instanceof Action.Kill kill) {
      return "kill " + kill.id();
    } else if (action instanceof Action.AnnounceRestart restart) {
      return "announce " + restart.id() + " " + restart.recent();
    } else if (action instanceof Action.StartDelay delay) {
      return "delay " + delay.id();
    } else if (action instanceof Action.CancelDelay cancel) {
      return "cancel " + cancel.id();
    } else if (action instanceof Action.WithdrawRestart withdraw) {
      return "withdraw " + withdraw.id();
    } else if (action instanceof Action.Remove remove) {
      return "remove " + remove.id();
    } else if (action instanceof Action.End end) {
      return "end " + end.why().getClass().getSimpleName();
    }
    return "ready";
  }

  private static SupervisorSpec spec(Strategy strategy, int maxRestarts) {
    return spec(strategy, maxRestarts, RestartType.PERMANENT);
  }

  private static SupervisorSpec spec(Strategy strategy, int maxRestarts, RestartType type) {
    return new SupervisorSpec(
        strategy,
        new RestartLimit(maxRestarts, Duration.ofSeconds(5)),
        Arrays.stream(new String[] {"a", "b", "c", "d"})
            .map(id -> child(id, type, Duration.ZERO))
            .toList());
  }

  private static SupervisorSpec delayed(Strategy strategy) {
    List<ChildSpec> children = new ArrayList<>();
    for (String id : List.of("a", "b", "c", "d")) {
      children.add(child(id, RestartType.PERMANENT, Duration.ofSeconds(1)));
    }
    return new SupervisorSpec(strategy, new RestartLimit(3, Duration.ofSeconds(5)), children);
  }

  private static SupervisorSpec mixed() {
    return group("a", "b", "t");
  }

  /** One-for-all; t is temporary. */
  private static SupervisorSpec group(String... ids) {
    return new SupervisorSpec(
        Strategy.ONE_FOR_ALL,
        new RestartLimit(3, Duration.ofSeconds(5)),
        Arrays.stream(ids)
            .map(id -> child(id, id.equals("t") ? RestartType.TEMPORARY : RestartType.PERMANENT))
            .toList());
  }

  private static ChildSpec child(String id, RestartType type) {
    return child(id, type, Duration.ZERO);
  }

  private static ChildSpec child(String id, RestartType type, Duration delay) {
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
    return ChildSpec.of(id, new ChildDefinition.ProcessChild(process, false))
        .withRestart(RestartPolicy.of(type).withBackoff(Backoff.constant(delay)));
  }
}
