package io.banyan.supervision.strategy;

import static io.banyan.supervision.strategy.Specs.oneForOne;
import static io.banyan.supervision.strategy.Specs.permanent;
import static io.banyan.supervision.strategy.Specs.pool;
import static io.banyan.supervision.strategy.Specs.temporary;
import static io.banyan.supervision.strategy.Specs.transientOne;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.ChildSpec;
import org.junit.jupiter.api.Test;

/** How children start, decline and fail to: cases of OTP's supervisor_SUITE, by their names. */
class OtpStartTest {

  @Test
  void sup_start_normal() {
    World world = World.booted(oneForOne());

    world.shutDown();

    assertThat(world.end()).isEqualTo(new SupervisorEnd.ShutDown());
  }

  @Test
  void sup_start_ignore_child() {
    World world = World.booted(oneForOne(permanent("a")));
    world.decline("b");

    world.add(permanent("b"));

    assertThat(world.counts()).containsExactly(2, 1, 0, 2);
    assertThat(world.machine.phase("b")).isEqualTo(ChildPhase.DOWN);
  }

  /** Here a declared temporary child stays visible; see docs/otp.md. */
  @Test
  void sup_start_ignore_temporary_child() {
    World world = new World(oneForOne(temporary("a"), permanent("b")));
    world.decline("a");

    world.begin();

    assertThat(world.counts()).containsExactly(2, 1, 0, 2);
    assertThat(world.alive()).containsExactly("b");
  }

  @Test
  void sup_start_ignore_temporary_child_start_child() {
    World world = World.booted(oneForOne(permanent("a")));
    world.decline("b");

    world.add(temporary("b"));

    assertThat(world.counts()).containsExactly(1, 1, 0, 1);
  }

  @Test
  void sup_start_ignore_temporary_child_start_child_simple() {
    World world = World.booted(pool(temporary("w")));
    world.decline("w-1");

    world.startAnother("w-1");

    assertThat(world.counts()).containsExactly(1, 0, 0, 0);
  }

  @Test
  void sup_start_ignore_permanent_child_start_child_simple() {
    World world = World.booted(pool(permanent("w")));
    world.decline("w-1");

    world.startAnother("w-1");

    assertThat(world.counts()).containsExactly(1, 0, 0, 0);
    world.shutDown();
    assertThat(world.end()).isEqualTo(new SupervisorEnd.ShutDown());
  }

  @Test
  void a_child_that_declined_is_left_alone_and_holds_nobody_up() {
    World world = new World(oneForOne(permanent("a"), permanent("b"), permanent("c")));
    world.decline("b");

    world.begin();

    assertThat(world.log()).containsExactly("start a", "start b", "start c");
    assertThat(world.hasEnded()).isFalse();
  }

  @Test
  void sup_start_fail() {
    World world = new World(oneForOne(permanent("a"), permanent("b"), permanent("c")));
    world.canNotStart("c");

    world.begin();

    assertThat(world.log()).containsExactly("start a", "start b", "start c", "stop b", "stop a");
    assertThat(world.end()).isEqualTo(new SupervisorEnd.StartFailed("c"));
  }

  @Test
  void sup_start_child_returns_error() {
    World world = World.booted(oneForOne());
    world.canNotStart("a");

    world.add(permanent("a"));

    assertThat(world.counts()).containsExactly(0, 0, 0, 0);
    assertThat(world.machine.has("a")).isFalse();
  }

  @Test
  void a_child_that_is_added_and_fails_before_it_is_ready_is_not_kept() {
    World world = World.booted(oneForOne());
    world.startSlowly("a", "b");
    world.add(permanent("a"));
    world.add(transientOne("b"));

    world.crashes("a");
    world.finishes("b");

    assertThat(world.machine.has("a")).isFalse();
    assertThat(world.machine.has("b")).isTrue();
    assertThat(world.incarnations("a", "b")).containsExactly(1, 1);
  }

  @Test
  void sup_start_restart_child_returns_error() {
    World world = World.booted(oneForOne(permanent("a")));
    world.stop("a");
    world.canNotStart("a");

    world.start("a");

    assertThat(world.counts()).containsExactly(1, 0, 0, 1);
    assertThat(world.machine.phase("a")).isEqualTo(ChildPhase.DOWN);
    assertThat(world.hasEnded()).isFalse();
  }

  @Test
  void sup_start_child_returns_error_simple() {
    World world = World.booted(pool(permanent("w")));
    world.canNotStart("w-1");

    world.startAnother("w-1");

    assertThat(world.counts()).containsExactly(1, 0, 0, 0);
  }

  @Test
  void a_child_of_a_template_that_was_ready_once_is_kept_whatever_its_restarts_come_to() {
    World world = World.booted(pool(permanent("w")));
    world.startSlowly("w-1", "w-2");
    world.startAnother("w-1");
    world.startAnother("w-2");

    world.crashes("w-1");
    world.becomesReady("w-2");
    world.crashes("w-2");
    world.crashes("w-2");

    assertThat(world.machine.has("w-1")).isFalse();
    assertThat(world.incarnations("w-1", "w-2")).containsExactly(1, 3);
  }

  @Test
  void sup_start_map_simple() {
    World world = World.booted(pool(permanent("w")));
    world.startAnother("w-1");

    ChildSpec made = world.machine.childSpec("w-1");

    assertThat(made).isEqualTo(permanent("w").withId("w-1"));
    assertThat(world.machine.has("w")).isFalse();
  }
}
