package io.banyan.runtime.containment;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.containment.Sweep.Order;
import io.banyan.runtime.containment.Sweep.Times;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepTest {

  private static final ProcessIdentity A = new ProcessIdentity(1, 10);
  private static final ProcessIdentity B = new ProcessIdentity(2, 20);
  private static final long KILL = 1_000_000_000;
  private static final long GIVE_UP = 5_000_000_000L;

  private final Sweep sweep = new Sweep(Signal.INT, new Times(100, KILL, GIVE_UP));

  @Test
  void begins_when_it_is_time_and_ends_when_a_pass_finds_nobody() {
    assertThat(sweep.wantsPass(99, process -> true)).isFalse();
    assertThat(sweep.wantsPass(100, process -> true)).isTrue();

    assertThat(sweep.decide(List.of(), 100)).isEmpty();
    assertThat(sweep.isOver()).isTrue();
    assertThat(sweep.left()).isEmpty();
  }

  @Test
  void asks_each_once_and_wakes_who_is_suspended() {
    assertThat(sweep.decide(List.of(carrier(A), new Carrier(B, "w#1", true)), 100))
        .containsExactly(
            new Order(A, Signal.INT), new Order(B, Signal.INT), new Order(B, Signal.CONT));
    assertThat(sweep.decide(List.of(carrier(A)), 101)).isEmpty();
  }

  @Test
  void looks_again_when_all_it_knows_are_gone_because_they_may_have_forked() {
    sweep.decide(List.of(carrier(A)), 100);
    assertThat(sweep.wantsPass(200, process -> true)).isFalse();
    assertThat(sweep.wantsPass(200, process -> false)).isTrue();

    assertThat(sweep.decide(List.of(carrier(B)), 200)).containsExactly(new Order(B, Signal.INT));
    assertThat(sweep.isOver()).isFalse();
  }

  @Test
  void kills_all_it_finds_when_the_grace_time_is_over_again_and_again() {
    sweep.decide(List.of(carrier(A)), 100);
    assertThat(sweep.wantsPass(KILL, process -> true)).isTrue();
    assertThat(sweep.decide(List.of(carrier(A), carrier(B)), KILL))
        .containsExactly(new Order(A, Signal.KILL), new Order(B, Signal.KILL));
    assertThat(sweep.wantsPass(KILL + 1, process -> true)).isFalse();
    long later = KILL + Sweep.KILL_INTERVAL_NANOS;
    assertThat(sweep.wantsPass(later, process -> true)).isTrue();
    assertThat(sweep.decide(List.of(carrier(B)), later)).containsExactly(new Order(B, Signal.KILL));
  }

  @Test
  void gives_up_what_cannot_be_killed_and_says_what() {
    sweep.decide(List.of(carrier(A)), KILL);

    assertThat(sweep.wantsPass(GIVE_UP, process -> true)).isTrue();
    assertThat(sweep.decide(List.of(carrier(A)), GIVE_UP)).isEmpty();
    assertThat(sweep.isOver()).isTrue();
    assertThat(sweep.left()).containsExactly(A);
  }

  @Test
  void kills_at_least_once_before_it_gives_up() {
    assertThat(sweep.decide(List.of(carrier(A)), GIVE_UP + 1))
        .containsExactly(new Order(A, Signal.KILL));
  }

  @Test
  void can_only_become_quicker() {
    sweep.hurry(new Times(50, 60, 70));
    sweep.hurry(new Times(500, 600, 700));

    assertThat(sweep.wantsPass(50, process -> true)).isTrue();
    assertThat(sweep.decide(List.of(carrier(A)), 60)).containsExactly(new Order(A, Signal.KILL));
  }

  private static Carrier carrier(ProcessIdentity identity) {
    return new Carrier(identity, "w#1", false);
  }
}
