package io.banyan.testkit;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ProcessEvent.Ended;
import io.banyan.runtime.event.ProcessEvent.Launched;
import io.banyan.runtime.event.ProcessEvent.Ready;
import io.banyan.runtime.event.ProcessEvent.Restarting;
import io.banyan.runtime.event.ProcessEvent.Starting;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.TreeEnd;
import io.banyan.testkit.junit.BanyanExtension;
import io.banyan.testkit.script.LaunchFailure;
import io.banyan.testkit.script.Script;
import io.banyan.testkit.script.ScriptedProcess;
import io.banyan.testkit.time.ManualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BanyanExtension.class)
class BanyanTestKitTest {

  private static final String TWO =
      "banyan.tree { children = [{ id = a, command = [a] }, { id = b, command = [b] }] }";

  @Nested
  class Scripts {

    @Test
    void tell_each_incarnation_what_to_do(BanyanTestKit kit) {
      kit.script(
          Script.process("a").exits(1).times(2).then().prints("up").after(ofSeconds(9)).exits(0));
      kit.run(TWO).timePasses(ofSeconds(8));

      assertThat(kit.launches("a")).hasSize(3);
      assertThat(kit.status("a")).isEqualTo("Running [restarts: 2]");
      assertThat(kit.output("a")).containsExactly("up");

      kit.timePasses(ofSeconds(1));
      assertThat(kit.launches("a")).hasSize(4);
    }

    @Test
    void decide_what_a_signal_does(BanyanTestKit kit) {
      kit.script(
          Script.process("a").stopsAfter(ofSeconds(3), 0).ignores(Signal.HUP),
          Script.process("b").ignores(Signal.TERM));
      kit.run(TWO);

      kit.signal("a", Signal.HUP);
      Answer<OperationResult> first = kit.stop("a");
      Answer<OperationResult> second = kit.stop("b");
      kit.timePasses(ofSeconds(3));
      assertThat(first.now()).isEqualTo(new OperationResult.Stopped());
      assertThat(second.isPending()).isTrue();
      assertThat(second.eventually()).isEqualTo(new OperationResult.ForceKilled());
      assertThat(kit.process("a").signals()).containsExactly(Signal.HUP, Signal.TERM, Signal.CONT);
      assertThat(kit.time().elapsed()).isEqualTo(ofSeconds(10));
    }

    @Test
    void leave_children_that_have_to_be_killed(BanyanTestKit kit) {
      kit.script(Script.process("a").after(ofSeconds(1)).exits(1).leavesChildren());
      kit.run(TWO).timePasses(ofSeconds(2));

      assertThat(kit.process("a").isAlive()).isFalse();
      kit.events().expectNoEvent(Restarting.class, "a");
      kit.timePasses(ofSeconds(10));
      kit.events().expectEvent(Restarting.class, "a");
    }

    @Test
    void leave_a_daemon_that_holds_the_output_for_a_while(BanyanTestKit kit) {
      kit.script(Script.process("a").after(ofSeconds(1)).exits(1).leavesDaemon());
      kit.run(TWO).timePasses(ofSeconds(1));

      kit.events().expectNoEvent(Ended.class, "a");
      kit.timePasses(ofSeconds(1));
      kit.events().expectEvent(Ended.class, "a");
    }

    @Test
    void are_for_a_command_before_they_are_for_a_child(BanyanTestKit kit) {
      kit.script(Script.process("a").exits(1), Script.command("a").prints("as a command"));
      kit.run(TWO);

      assertThat(kit.output("a")).containsExactly("as a command");
      kit.expectState(LifecycleState.RUNNING, "a");
    }

    @Test
    void end_with_the_end_of_an_incarnation() {
      assertThatThrownBy(() -> Script.process("a").exits(0).prints("too late"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("then() begins the next incarnation");
    }
  }

  @Nested
  class Failures {

    @Test
    void of_a_launch_hit_as_often_as_they_are_planned(BanyanTestKit kit) {
      kit.run(TWO);
      kit.engine().failNextLaunch("a", LaunchFailure.EMFILE);
      kit.engine().failNextLaunch("a", LaunchFailure.ENOMEM);
      kit.process("a").exits(1);

      kit.events().expectEvent(Ended.class, "a", e -> says(e, "Exit code: 1"));
      kit.events().expectEvent(Ended.class, "a", e -> says(e, "Too many open files: a"));
      kit.events().expectEvent(Ended.class, "a", e -> says(e, "Cannot allocate memory: a"));
      kit.events().expectEvent(Ready.class, "a");
    }

    @Test
    void of_the_first_launch_end_the_tree(BanyanTestKit kit) {
      kit.script(Script.process("b").failsToLaunch(LaunchFailure.ENOENT)).run(TWO);

      assertThat(kit.end().now())
          .isEqualTo(new TreeEnd.GaveUp("could not start b: No such file or directory: b"));
      assertThat(kit.engine().launched()).noneMatch(ScriptedProcess::isAlive);
    }

    @Test
    void of_signals_are_told_and_do_not_keep_the_kit_from_ending(BanyanTestKit kit) {
      kit.run(TWO);
      kit.engine().refuseSignals("a", "Operation not permitted");

      assertThat(kit.signal("a", Signal.parse("USR1").orElseThrow()).now())
          .isEqualTo(new OperationResult.Failed("Operation not permitted"));
      assertThat(kit.process("a").signals()).isEmpty();
    }

    private static boolean says(Ended ended, String words) {
      return ended.reason().orElseThrow().words().equals(words);
    }
  }

  @Nested
  class Time {

    @Test
    void goes_from_one_timer_to_the_next_also_when_they_are_set_on_the_way(BanyanTestKit kit) {
      kit.script(Script.process("a").after(ofMinutes(1)).exits(1));
      kit.run("banyan.tree { children = [{ id = a, command = [a], restart-delay = 10s }] }");
      kit.timePasses(ofSeconds(419));

      // One life and one delay take 70 s: at 0, 70, 140, 210, 280, 350. The sixth life ended at
      // 410.
      assertThat(kit.launches("a")).hasSize(6);
      assertThat(kit.status("a")).isEqualTo("Restarting (Exit code: 1) [restarts: 6]");
      assertThat(kit.time().clock().instant()).isEqualTo(ManualTime.BEGIN.plusSeconds(419));
      assertThat(kit.time().nanoTime().getAsLong()).isEqualTo(ofSeconds(419).toNanos());
    }

    @Test
    void stands_still_for_one_kit_when_it_passes_for_another() {
      try (BanyanTestKit one = BanyanTestKit.create(TWO);
          BanyanTestKit other = BanyanTestKit.create(TWO)) {
        one.timePasses(ofMinutes(1));
        assertThat(other.time().elapsed()).isZero();
      }
    }

    @Test
    void does_not_go_back(BanyanTestKit kit) {
      assertThatThrownBy(() -> kit.timePasses(ofSeconds(-1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class Words {

    @Test
    void of_a_wrong_expectation_tell_what_came_instead(BanyanTestKit kit) {
      kit.run(TWO);
      kit.events().expectEvent(Ready.class, "a");

      assertThatThrownBy(() -> kit.events().expectEvent(Ended.class, "b"))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("expected Ended of b; what came instead:")
          .hasMessageContaining("2000-01-01T00:00:00Z Starting[path=b, incarnation=1]")
          .hasMessageContaining("Ready[path=b, incarnation=1]");
      assertThatThrownBy(() -> kit.events().expectNoEvent(Launched.class, "b"))
          .hasMessageStartingWith("expected no Launched of b; what came instead:");
    }

    @Test
    void of_a_wrong_state_tell_the_whole_tree(BanyanTestKit kit) {
      kit.run(TWO);

      assertThatThrownBy(() -> kit.expectState(LifecycleState.STOPPED, "a"))
          .hasMessageContaining("expected a to be stopped; this is the tree:")
          .hasMessageContaining("Running");
      assertThatThrownBy(() -> kit.state("c")).hasMessageContaining("no child c; there is:");
    }

    @Test
    void of_a_wrong_declaration_are_all_its_mistakes(BanyanTestKit kit) {
      assertThatThrownBy(() -> kit.run("banyan.tree { stratgy = x, children = 7 }"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("stratgy")
          .hasMessageContaining("children");
    }

    @Test
    void of_an_answer_that_is_still_to_come_say_so(BanyanTestKit kit) {
      kit.script(Script.process("a").ignores(Signal.TERM)).run(TWO);

      assertThatThrownBy(() -> kit.stop("a").now())
          .hasMessage("stop a: there is no answer before time passes");
    }
  }

  @Test
  void two_runs_take_the_same_way() {
    assertThat(way()).isEqualTo(way());
  }

  private static List<String> way() {
    try (BanyanTestKit kit = BanyanTestKit.create()) {
      kit.script(Script.process("a").after(ofSeconds(2)).exits(1));
      kit.run(TWO).timePasses(ofMinutes(1));
      List<String> way = new ArrayList<>();
      kit.events().all().forEach(event -> way.add(event.toString()));
      assertThat(kit.events().eventsOf("a")).hasAtLeastOneElementOfType(Starting.class);
      return way;
    }
  }
}
