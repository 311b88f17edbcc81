package io.banyan.supervision.strategy;

import static io.banyan.supervision.strategy.Specs.child;
import static io.banyan.supervision.strategy.Specs.oneForOne;
import static io.banyan.supervision.strategy.Specs.permanent;
import static io.banyan.supervision.strategy.Specs.pool;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens while a supervisor stops: cases of OTP's supervisor_SUITE, by their names. */
class OtpStopTest {

  /** Twelve siblings: three restart types, four ways to end in the middle of it. */
  @Test
  void sup_stop_race() {
    List<ChildSpec> children = new ArrayList<>();
    for (RestartType type : RestartType.values()) {
      for (int i = 1; i <= 4; i++) {
        children.add(child(type.text() + i, type));
      }
    }
    World world = World.booted(oneForOne(children.toArray(ChildSpec[]::new)));
    world.ignoreStops("temporary4");
    world.log();

    world.shutDown();
    for (RestartType type : RestartType.values()) {
      world.ends(type.text() + 1, ChildEnd.SUCCESS);
      world.ends(type.text() + 2, ChildEnd.FAILURE);
      world.ends(type.text() + 3, ChildEnd.NOT_STARTED);
    }
    world.obey("temporary4");

    assertThat(world.log())
        .containsExactly("stop temporary4", "stop transient4", "stop permanent4");
    assertThat(world.end()).isEqualTo(new SupervisorEnd.ShutDown());
  }

  @Test
  void sup_stop_brutal_kill() {
    World world = World.booted(oneForOne(permanent("a"), permanent("b"), permanent("c")));
    world.ignoreStops("c");
    world.shutDown();
    world.log();

    world.killAll();

    assertThat(world.log()).containsExactly("kill c", "kill b", "kill a");
    assertThat(world.end()).isEqualTo(new SupervisorEnd.ShutDown());
  }

  /** All are asked at once, so that together they take as long as the slowest. */
  @Test
  void simple_one_for_one_shutdown() {
    World world = World.booted(pool(permanent("w")));
    for (int i = 1; i <= 3; i++) {
      world.startAnother("w-" + i);
    }
    world.ignoreStops("w-1", "w-2", "w-3");
    world.log();

    world.shutDown();

    assertThat(world.log()).containsExactly("stop w-1", "stop w-2", "stop w-3");
    world.obey("w-2");
    world.obey("w-1");
    assertThat(world.hasEnded()).isFalse();
    world.obey("w-3");
    assertThat(world.end()).isEqualTo(new SupervisorEnd.ShutDown());
  }

  @Test
  void sup_stop_non_shutdown_exit_dynamic() {
    World world = World.booted(pool(permanent("w")));
    world.startAnother("w-1");
    world.startAnother("w-2");
    world.ignoreStops("w-1", "w-2");

    world.shutDown();
    world.ends("w-1", ChildEnd.FAILURE);
    world.ends("w-2", ChildEnd.NOT_STARTED);

    assertThat(world.incarnations("w-1", "w-2")).containsExactly(1, 1);
    assertThat(world.end()).isEqualTo(new SupervisorEnd.ShutDown());
  }

  /** A child that pays no attention to its supervisor cannot hold up what is asked of others. */
  @Test
  void child_unlink() {
    World world = World.booted(oneForOne(permanent("a"), permanent("b")));
    world.ignoreStops("a");

    world.stop("a");
    world.stop("b");
    world.start("b");

    assertThat(world.incarnations("b")).containsExactly(2);
  }
}
