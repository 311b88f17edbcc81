package io.banyan.supervision.strategy;

import static io.banyan.supervision.strategy.Specs.delayed;
import static io.banyan.supervision.strategy.Specs.oneForOne;
import static io.banyan.supervision.strategy.Specs.permanent;
import static io.banyan.supervision.strategy.Specs.pool;
import static io.banyan.supervision.strategy.Specs.temporary;
import static io.banyan.supervision.strategy.Specs.transientOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.supervision.spec.AutoShutdown;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Changing and counting children: cases of OTP's supervisor_SUITE, by their names. */
class OtpAdministrationTest {

  @Test
  void child_adm() {
    World world = World.booted(oneForOne(permanent("a")));
    assertThat(mayAdd(world, "a")).contains(Refusal.ALREADY_STARTED);
    assertThat(world.machine.admission().delete("a")).contains(Refusal.RUNNING);

    world.stop("a");
    world.stop("a");
    assertThat(world.counts()).containsExactly(1, 0, 0, 1);
    assertThat(mayAdd(world, "a")).contains(Refusal.ALREADY_PRESENT);
    world.start("a");
    assertThat(world.alive()).containsExactly("a");

    world.stop("a");
    world.machine.delete("a");
    assertThat(world.machine.has("a")).isFalse();
    assertThat(world.counts()).containsExactly(0, 0, 0, 0);
    world.add(permanent("a"));
    assertThat(world.alive()).containsExactly("a");
    world.shutDown();
    assertThat(mayAdd(world, "b")).contains(Refusal.ENDING);
  }

  @Test
  void child_adm_simple() {
    World world = World.booted(pool(permanent("w")));
    world.startAnother("w-1");
    world.startAnother("w-2");
    assertThat(world.machine.admission().delete("w-1")).contains(Refusal.IS_DYNAMIC);
    assertThat(mayAdd(world, "x")).contains(Refusal.IS_DYNAMIC);
    assertThat(world.machine.admission().startAnother("w-1")).contains(Refusal.ALREADY_STARTED);

    world.stop("w-1");

    assertThat(world.machine.has("w-1")).isFalse();
    assertThat(world.alive()).containsExactly("w-2");
    assertThat(World.booted(oneForOne()).machine.admission().startAnother("w"))
        .contains(Refusal.IS_STATIC);
  }

  @Nested
  class Child_specs {

    @Test
    void a_duplicate_id_is_rejected() {
      assertThatThrownBy(() -> oneForOne(permanent("a"), temporary("a")))
          .hasMessage("duplicate child id: a");
    }

    @Test
    void an_id_of_another_form_is_rejected() {
      assertThatThrownBy(() -> permanent("a b")).hasMessage("not an id: a b");
    }

    @Test
    void a_permanent_child_cannot_be_significant() {
      assertThatThrownBy(() -> permanent("a").withSignificant(true))
          .hasMessage("a: a permanent child cannot be significant");
    }

    @Test
    void a_dynamic_supervisor_has_a_template_and_nothing_else() {
      Template template = new Template(permanent("w"), 1);
      assertThatThrownBy(
              () ->
                  new SupervisorSpec(
                      Strategy.ONE_FOR_ALL,
                      Specs.LIMIT,
                      AutoShutdown.NEVER,
                      List.of(),
                      Optional.of(template)))
          .hasMessageStartingWith("a dynamic supervisor is one-for-one");
    }
  }

  @Nested
  class Sup_flags {

    @Test
    void a_negative_intensity_is_rejected() {
      assertThatThrownBy(() -> new RestartLimit(-1, Duration.ofSeconds(1)))
          .hasMessage("maxRestarts: -1");
    }

    @Test
    void a_period_of_nothing_is_rejected() {
      assertThatThrownBy(() -> new RestartLimit(1, Duration.ZERO)).hasMessage("within: PT0S");
    }

    @Test
    void a_maximum_of_nothing_is_rejected() {
      assertThatThrownBy(() -> new Template(permanent("w"), 0)).hasMessage("maxChildren: 0");
    }
  }

  @Test
  void do_not_save_child_specs_for_temporary_children() {
    World world = World.booted(oneForOne());
    world.add(permanent("p"));
    world.add(transientOne("t"));
    world.add(temporary("x"));
    assertThat(mayAdd(world, "p")).contains(Refusal.ALREADY_STARTED);
    assertThat(mayAdd(world, "t")).contains(Refusal.ALREADY_STARTED);

    world.stop("p");
    world.stop("t");
    world.stop("x");

    assertThat(mayAdd(world, "p")).contains(Refusal.ALREADY_PRESENT);
    assertThat(mayAdd(world, "t")).contains(Refusal.ALREADY_PRESENT);
    assertThat(mayAdd(world, "x")).isEmpty();
  }

  @Test
  void the_id_of_a_declared_temporary_child_is_free_when_it_has_ended() {
    World world = World.booted(oneForOne(temporary("a"), permanent("b")));
    world.crashes("a");

    world.add(permanent("a"));

    assertThat(world.counts()).containsExactly(2, 2, 0, 2);
  }

  @Test
  void count_children() {
    World world = World.booted(pool(temporary("w")));
    for (int i = 0; i < 1000; i++) {
      world.startAnother("w-" + i);
    }
    assertThat(world.counts()).containsExactly(1, 1000, 0, 1000);
    for (int i = 1000; i < 2000; i++) {
      world.startAnother("w-" + i);
    }
    assertThat(world.counts()).containsExactly(1, 2000, 0, 2000);

    for (String id : List.copyOf(world.alive())) {
      world.crashes(id);
    }
    assertThat(world.counts()).containsExactly(1, 0, 0, 0);
  }

  @Test
  void count_children_supervisor() {
    World world = World.booted(pool(Specs.supervisor("s")));
    for (int i = 0; i < 1000; i++) {
      world.startAnother("s-" + i);
    }

    assertThat(world.counts()).containsExactly(1, 1000, 1000, 0);
  }

  @Test
  void count_restarting_children() {
    World world =
        World.booted(
            SupervisorSpec.dynamic(
                new RestartLimit(10, Duration.ofHours(1)), new Template(delayed("w"), 3)));
    world.startAnother("w-1");
    world.startAnother("w-2");
    world.startAnother("w-3");

    world.crashes("w-1");
    world.crashes("w-2");
    assertThat(world.counts()).containsExactly(1, 1, 0, 3);
    assertThat(world.machine.admission().startAnother("w-4")).contains(Refusal.MAX_CHILDREN);
    world.delayOver("w-1");
    assertThat(world.counts()).containsExactly(1, 2, 0, 3);
    world.stop("w-2");

    assertThat(world.counts()).containsExactly(1, 2, 0, 2);
    assertThat(world.machine.admission().startAnother("w-4")).isEmpty();
  }

  @Test
  void hanging_restart_loop() {
    World world = World.booted(oneForOne(delayed("a"), permanent("b")));
    world.crashes("a");

    assertThat(world.machine.phase("a")).isEqualTo(ChildPhase.DELAYED);
    assertThat(mayAdd(world, "a")).contains(Refusal.ALREADY_PRESENT);
    assertThat(world.machine.admission().delete("a")).contains(Refusal.RESTARTING);
    world.stop("a");
    assertThat(world.machine.phase("a")).isEqualTo(ChildPhase.DOWN);

    world.start("a");
    world.crashes("a");
    world.shutDown();
    assertThat(world.end()).isEqualTo(new SupervisorEnd.ShutDown());
  }

  @Test
  void hanging_restart_loop_simple() {
    World world = World.booted(pool(delayed("w")));
    world.startAnother("w-1");
    world.crashes("w-1");

    assertThat(world.machine.admission().startAnother("w-1")).contains(Refusal.ALREADY_PRESENT);
    world.stop("w-1");
    assertThat(world.machine.has("w-1")).isFalse();

    world.startAnother("w-2");
    world.crashes("w-2");
    world.shutDown();
    assertThat(world.end()).isEqualTo(new SupervisorEnd.ShutDown());
  }

  @Test
  void hanging_restart_loop_rest_for_one() {
    World world =
        World.booted(Specs.of(Strategy.REST_FOR_ONE, permanent("a"), delayed("b"), permanent("c")));
    world.crashes("b");

    assertThat(world.alive()).containsExactly("a");
    assertThat(world.machine.phase("b")).isEqualTo(ChildPhase.DELAYED);
    assertThat(world.machine.phase("c")).isEqualTo(ChildPhase.WAITING);
    world.shutDown();
    assertThat(world.end()).isEqualTo(new SupervisorEnd.ShutDown());
  }

  @Nested
  class Code_change {

    @Test
    void flags_hold_at_once() {
      World world = World.booted(oneForOne(permanent("a"), permanent("b")));

      world.reconfigure(
          new SupervisorSpec(
              Strategy.ONE_FOR_ALL,
              new RestartLimit(1, Duration.ofHours(1)),
              List.of(permanent("a"), permanent("b"))));
      world.crashes("a");
      assertThat(world.incarnations("a", "b")).containsExactly(2, 2);
      world.crashes("a");

      assertThat(world.end()).isEqualTo(new SupervisorEnd.LimitExceeded("a"));
    }

    @Test
    void added_children_are_not_started_and_removed_ones_remain() {
      World world = World.booted(oneForOne(permanent("a"), permanent("b")));
      world.log();

      world.reconfigure(oneForOne(permanent("c"), permanent("b")));

      assertThat(world.log()).isEmpty();
      assertThat(world.alive()).containsExactlyInAnyOrder("a", "b");
      assertThat(world.counts()).containsExactly(3, 2, 0, 3);
      world.start("c");
      world.shutDown();
      assertThat(world.log()).containsExactly("start c", "stop a", "stop b", "stop c");
    }

    @Test
    void a_child_that_changes_does_so_at_its_next_start() {
      World world = World.booted(oneForOne(permanent("a")));

      world.reconfigure(oneForOne(temporary("a")));
      world.crashes("a");

      assertThat(world.alive()).isEmpty();
      assertThat(world.counts()).containsExactly(1, 0, 0, 1);
    }

    @Test
    void code_change_simple() {
      World world = World.booted(pool(permanent("w")));
      world.startAnother("w-1");

      world.reconfigure(pool(temporary("w")));
      world.crashes("w-1");

      assertThat(world.counts()).containsExactly(1, 0, 0, 0);
      assertThat(world.machine.admission().reconfigure(oneForOne(permanent("w"))))
          .contains(Refusal.OTHER_KIND);
    }
  }

  @Test
  void simple_one_for_one_scale_many_temporary_children() {
    startAndTerminate(1000);
    long few = startAndTerminate(1000);
    long many = startAndTerminate(10_000);

    assertThat(many).isLessThan(Math.max(few, 1_000_000) * 50);
  }

  /** How long it takes to end a supervisor with so many, which are asked all at once. */
  private static long startAndTerminate(int count) {
    SupervisorMachine machine = new SupervisorMachine(pool(temporary("w")));
    machine.begin();
    for (int i = 0; i < count; i++) {
      machine.startAnother("w-" + i, List.of());
      machine.childRunning("w-" + i, 0);
    }
    long begin = System.nanoTime();
    assertThat(machine.shutdown(false)).hasSize(count);
    List<Action> last = List.of();
    for (int i = 0; i < count; i++) {
      last = machine.childEnded("w-" + i, ChildEnd.FAILURE, 0);
    }
    long taken = System.nanoTime() - begin;
    assertThat(last).contains(new Action.End(new SupervisorEnd.ShutDown()));
    return taken;
  }

  @Test
  void scale_start_stop_many_children() {
    startAndStop(1000);
    long few = startAndStop(1000);
    long many = startAndStop(100_000);

    // A hundred times as many; ten times slack, as OTP's own test allows.
    assertThat(many).isLessThan(Math.max(few, 1_000_000) * 100 * 10);
  }

  private static long startAndStop(int count) {
    List<ChildSpec> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      children.add(permanent("c" + i));
    }
    SupervisorSpec spec = new SupervisorSpec(Strategy.ONE_FOR_ONE, Specs.LIMIT, children);
    long begin = processorTime();
    SupervisorMachine machine = new SupervisorMachine(spec);
    List<Action> actions = machine.begin();
    for (int i = 0; i < count; i++) {
      assertThat(actions).contains(new Action.Start("c" + i));
      actions = machine.childRunning("c" + i, 0);
    }
    actions = machine.shutdown(false);
    for (int i = count - 1; i >= 0; i--) {
      assertThat(actions).containsExactly(new Action.Stop("c" + i));
      actions = machine.childEnded("c" + i, ChildEnd.SUCCESS, 0);
    }
    assertThat(actions).containsExactly(new Action.End(new SupervisorEnd.ShutDown()));
    return processorTime() - begin;
  }

  /** Of this thread: whoever else is busy makes no difference. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Optional<Refusal> mayAdd(World world, String id) {
    return world.machine.admission().add(permanent(id));
  }
}
