package io.banyan.supervision.strategy;

import static io.banyan.supervision.strategy.Specs.child;
import static io.banyan.supervision.strategy.Specs.oneForOne;
import static io.banyan.supervision.strategy.Specs.permanent;
import static io.banyan.supervision.strategy.Specs.pool;
import static io.banyan.supervision.strategy.Specs.temporary;
import static io.banyan.supervision.strategy.Specs.transientOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is restarted, and how often: cases of OTP's supervisor_SUITE, by their names. */
class OtpRestartTest {

  @Test
  void multiple_restarts() {
    World world =
        World.booted(
            new SupervisorSpec(
                Strategy.ONE_FOR_ONE,
                new RestartLimit(1, Duration.ofSeconds(1)),
                List.of(permanent("a"))));

    for (int i = 0; i < 4; i++) {
      world.passes(Duration.ofMillis(2100));
      world.crashes("a");
    }

    assertThat(world.incarnations("a")).containsExactly(5);
  }

  @Test
  void one_for_one() {
    World world = World.booted(oneForOne(permanent("a"), permanent("b")));

    world.crashes("a");
    assertThat(world.incarnations("a", "b")).containsExactly(2, 1);
    world.crashes("a");
    world.crashes("b");

    assertThat(world.end()).isEqualTo(new SupervisorEnd.LimitExceeded("b"));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void one_for_one_escalation() {
    World world = World.booted(limited(4, Strategy.ONE_FOR_ONE));
    world.canNotStart("a");

    world.crashes("a");

    assertThat(world.incarnations("a")).containsExactly(5);
    assertThat(world.end()).isEqualTo(new SupervisorEnd.LimitExceeded("a"));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void one_for_all() {
    World world = World.booted(Specs.of(Strategy.ONE_FOR_ALL, permanent("a"), permanent("b")));

    world.crashes("a");
    assertThat(world.incarnations("a", "b")).containsExactly(2, 2);
    world.crashes("b");
    world.crashes("a");

    assertThat(world.end()).isEqualTo(new SupervisorEnd.LimitExceeded("a"));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void one_for_all_escalation() {
    World world = World.booted(limited(4, Strategy.ONE_FOR_ALL));
    world.canNotStart("b");

    world.crashes("a");

    assertThat(world.end()).isEqualTo(new SupervisorEnd.LimitExceeded("b"));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void one_for_all_other_child_fails_restart() {
    World world = World.booted(limited(2, Strategy.ONE_FOR_ALL));
    world.log();
    world.startSlowly("b");
    world.crashes("a");
    assertThat(world.log()).containsExactly("stop b", "start a", "start b");

    world.ends("b", ChildEnd.NOT_STARTED);

    assertThat(world.log()).containsExactly("stop a", "start a", "start b");
    assertThat(world.hasEnded()).isFalse();
  }

  @Test
  void simple_one_for_one() {
    World world = World.booted(pool(permanent("w")));
    world.startAnother("w-1");
    world.startAnother("w-2");

    world.crashes("w-1");
    assertThat(world.incarnations("w-1", "w-2")).containsExactly(2, 1);
    world.crashes("w-2");
    world.crashes("w-1");

    assertThat(world.end()).isEqualTo(new SupervisorEnd.LimitExceeded("w-1"));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void simple_one_for_one_escalation() {
    World world = World.booted(pool(permanent("w")));
    world.startAnother("w-1");
    world.startAnother("w-2");
    world.canNotStart("w-1");

    world.crashes("w-1");

    assertThat(world.end()).isEqualTo(new SupervisorEnd.LimitExceeded("w-1"));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void rest_for_one() {
    World world =
        World.booted(
            Specs.of(Strategy.REST_FOR_ONE, permanent("a"), permanent("b"), permanent("c")));

    world.crashes("b");
    assertThat(world.incarnations("a", "b", "c")).containsExactly(1, 2, 2);
    world.crashes("b");
    world.crashes("b");

    assertThat(world.end()).isEqualTo(new SupervisorEnd.LimitExceeded("b"));
  }

  @Test
  void rest_for_one_escalation() {
    World world = World.booted(limited(4, Strategy.REST_FOR_ONE));
    world.canNotStart("b");

    world.crashes("a");

    assertThat(world.end()).isEqualTo(new SupervisorEnd.LimitExceeded("b"));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void rest_for_one_other_child_fails_restart() {
    World world = World.booted(limited(2, Strategy.REST_FOR_ONE));
    world.log();
    world.startSlowly("b");
    world.crashes("a");
    assertThat(world.log()).containsExactly("stop b", "start a", "start b");

    world.ends("b", ChildEnd.NOT_STARTED);

    assertThat(world.log()).containsExactly("start b");
    assertThat(world.incarnations("a")).containsExactly(2);
  }

  /** permanent_normal, permanent_shutdown, permanent_abnormal. */
  @ParameterizedTest
  @EnumSource(
      value = ChildEnd.class,
      names = {"SUCCESS", "FAILURE"})
  void permanent_(ChildEnd end) {
    World world = World.booted(oneForOne(permanent("a")));

    world.ends("a", end);

    assertThat(world.incarnations("a")).containsExactly(2);
  }

  /** And transient_shutdown. */
  @Test
  void transient_normal() {
    World world = World.booted(oneForOne(transientOne("a")));

    world.finishes("a");

    assertThat(world.counts()).containsExactly(1, 0, 0, 1);
    world.start("a");
    assertThat(world.counts()).containsExactly(1, 1, 0, 1);
  }

  @Test
  void transient_abnormal() {
    World world = World.booted(oneForOne(transientOne("a")));

    world.crashes("a");

    assertThat(world.incarnations("a")).containsExactly(2);
  }

  /** temporary_normal, temporary_shutdown, temporary_abnormal: of one that was added. */
  @ParameterizedTest
  @EnumSource(
      value = ChildEnd.class,
      names = {"SUCCESS", "FAILURE"})
  void temporary_(ChildEnd end) {
    World world = World.booted(oneForOne());
    world.add(temporary("a"));

    world.ends("a", end);

    assertThat(world.counts()).containsExactly(0, 0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Strategy.class,
      names = {"ONE_FOR_ALL", "REST_FOR_ONE"})
  void temporary_bystander(Strategy strategy) {
    World world = World.booted(Specs.of(strategy, permanent("a"), temporary("b")));
    world.add(temporary("c"));

    world.crashes("a");

    assertThat(world.incarnations("a", "b", "c")).containsExactly(2, 1, 1);
    assertThat(world.hasEnded()).isFalse();
    assertThat(world.machine.has("c")).isFalse();
  }

  @Test
  void tree_one_for_all_revives_also_what_was_stopped_by_hand() {
    World world =
        World.booted(
            Specs.of(
                Strategy.ONE_FOR_ALL,
                Specs.supervisor("a"),
                Specs.supervisor("b"),
                Specs.supervisor("c")));
    world.stop("c");

    world.crashes("a");

    assertThat(world.incarnations("a", "b", "c")).containsExactly(2, 2, 2);
    assertThat(world.counts()).containsExactly(3, 3, 3, 0);
  }

  @Test
  void order_of_children() {
    World world =
        World.booted(
            Specs.of(
                Strategy.REST_FOR_ONE,
                permanent("a"),
                permanent("b"),
                permanent("c"),
                permanent("d"),
                permanent("e")));
    assertThat(world.log()).containsExactly("start a", "start b", "start c", "start d", "start e");

    world.crashes("c");
    assertThat(world.log()).containsExactly("stop e", "stop d", "start c", "start d", "start e");

    world.shutDown();
    assertThat(world.log()).containsExactly("stop e", "stop d", "stop c", "stop b", "stop a");
  }

  private static SupervisorSpec limited(int maxRestarts, Strategy strategy) {
    return new SupervisorSpec(
        strategy,
        new RestartLimit(maxRestarts, Duration.ofHours(1)),
        List.of(child("a", RestartType.PERMANENT), child("b", RestartType.PERMANENT)));
  }
}
