package io.banyan.testkit;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ProcessEvent.Ended;
import io.banyan.runtime.event.ProcessEvent.ForceKilling;
import io.banyan.runtime.event.ProcessEvent.Launched;
import io.banyan.runtime.event.ProcessEvent.LogFailed;
import io.banyan.runtime.event.ProcessEvent.Ready;
import io.banyan.runtime.event.ProcessEvent.Restarting;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.TreeEnd;
import io.banyan.testkit.junit.BanyanExtension;
import io.banyan.testkit.script.LaunchFailure;
import io.banyan.testkit.script.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A user's tests of a small shop, as docs/testing.md shows them. */
@ExtendWith(BanyanExtension.class)
class ShopScenarioTest {

  private static final String SHOP =
      """
      banyan.tree {
        strategy = rest-for-one
        max-restarts = 3
        within = 1m
        children = [
          { id = database, command = ["postgres", "-D", "data"], restart-delay = 5s, shutdown = 30s }
          { id = web, command = ["node", "server.js"] }
        ]
      }
      """;

  @Test
  void web_comes_back_with_its_database(BanyanTestKit kit) {
    kit.script(
        Script.process("database")
            .complains("FATAL: could not map shared memory")
            .after(ofMinutes(1))
            .exits(1)
            .then()
            .prints("database system is ready"));
    kit.run(SHOP).timePasses(ofMinutes(1));

    kit.events().expectEvent(Restarting.class, "database");
    assertThat(kit.status("database")).isEqualTo("Restarting (Exit code: 1) [restarts: 1]");
    assertThat(kit.process("web").isAlive()).isFalse();

    kit.timePasses(ofSeconds(5));
    kit.events().expectEvent(Ready.class, "database");
    kit.events().expectEvent(Ready.class, "web");
    kit.expectState(LifecycleState.RUNNING, "/", "database", "web");
    assertThat(kit.output("database"))
        .containsExactly("FATAL: could not map shared memory", "database system is ready");
  }

  @Test
  void the_shop_gives_up_when_its_database_crashes_too_often(BanyanTestKit kit) {
    kit.script(Script.process("database").after(ofSeconds(5)).exits(1));
    kit.run(SHOP).timePasses(ofMinutes(1));

    assertThat(kit.launches("database")).hasSize(4);
    assertThat(kit.end().now())
        .isEqualTo(
            new TreeEnd.GaveUp("database ended again after 3 restarts within 1m (Exit code: 1)"));
  }

  @Test
  void three_crashes_spread_over_an_hour_are_no_reason_to_give_up(BanyanTestKit kit) {
    kit.script(Script.process("database").after(ofMinutes(10)).exits(1));
    kit.run(SHOP).timePasses(ofMinutes(61));

    assertThat(kit.events().eventsOf(Restarting.class))
        .filteredOn(restart -> restart.path().text().equals("database"))
        .hasSize(6)
        .allMatch(restart -> restart.recent() == 1);
  }

  @Test
  void a_database_that_does_not_stop_is_killed_after_its_time(BanyanTestKit kit) {
    kit.script(Script.process("database").ignores(Signal.TERM));
    kit.run(SHOP);

    Answer<OperationResult> stop = kit.stop("database");
    kit.timePasses(ofSeconds(29));
    kit.events().expectNoEvent(ForceKilling.class, "database");
    assertThat(stop.isPending()).isTrue();

    kit.timePasses(ofSeconds(1));
    kit.events().expectEvent(ForceKilling.class, "database");
    assertThat(stop.now()).isEqualTo(new OperationResult.ForceKilled());
    assertThat(kit.state("database")).isEqualTo(LifecycleState.KILLED);
  }

  @Test
  void a_machine_without_room_for_processes_for_a_while_is_survived(BanyanTestKit kit) {
    kit.run(SHOP);
    kit.events().expectEvent(Launched.class, "web");
    kit.engine().failNextLaunch("web", LaunchFailure.EAGAIN);
    kit.process("web").dies(Signal.KILL);

    kit.events().expectEvent(Ended.class, "web");
    kit.events()
        .expectEvent(
            Ended.class,
            "web",
            ended ->
                ended
                    .reason()
                    .orElseThrow()
                    .words()
                    .equals("Resource temporarily unavailable: node"));
    kit.events().expectEvent(Ready.class, "web");
  }

  @Test
  void a_full_disk_hurts_no_process(BanyanTestKit kit) {
    kit.run(SHOP);
    kit.logDisk().fills();
    kit.process("web").prints("GET /");

    kit.events().expectEvent(LogFailed.class, "web");
    assertThat(kit.state("web")).isEqualTo(LifecycleState.RUNNING);
    kit.logDisk().empties();
    kit.timePasses(ofSeconds(1));
    kit.process("web").prints("GET /basket");
    assertThat(kit.logDisk().text("web.stdout.log")).isEqualTo("GET /basket\n");
  }
}
