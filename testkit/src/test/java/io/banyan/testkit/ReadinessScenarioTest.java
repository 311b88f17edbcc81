package io.banyan.testkit;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.testkit.junit.BanyanExtension;
import io.banyan.testkit.script.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes that start slowly, become ready, and fall ill. */
@ExtendWith(BanyanExtension.class)
class ReadinessScenarioTest {

  private static final String SHOP =
      """
      banyan.tree.children = [
        { id = database, command = [postgres], ready { tcp = 5432, timeout = 20s } }
        { id = cache, command = [redis], ready.notify = socket }
        { id = web, command = [node]
          ready.exec = [look]
          health { http = "8080/healthz", interval = 10s, failures = 2 } }
      ]
      """;

  @Test
  void whoever_no_script_speaks_of_is_ready_at_once_and_well(BanyanTestKit kit) {
    kit.run(SHOP).timePasses(ofMinutes(10));

    kit.expectState(LifecycleState.RUNNING, "/", "database", "cache", "web");
    assertThat(kit.status("web")).isEqualTo("Running");
    assertThat(kit.launches("web")).hasSize(1);
  }

  @Test
  void what_starts_slowly_is_waited_for(BanyanTestKit kit) {
    kit.script(
        Script.process("database").after(ofSeconds(5)).listensOn(5432),
        Script.process("cache").after(ofSeconds(7)).tellsReady(),
        Script.command("look").exits(1).times(3).then().exits(0));
    kit.run(SHOP).timePasses(ofSeconds(4));
    assertThat(kit.status("database"))
        .isEqualTo("Starting (not ready: 127.0.0.1:5432: connection refused)");
    kit.expectState(LifecycleState.INITIALIZED, "cache", "web");

    kit.timePasses(ofSeconds(2));
    kit.expectState(LifecycleState.RUNNING, "database");
    kit.timePasses(ofSeconds(5));
    kit.expectState(LifecycleState.STARTING, "cache");
    kit.timePasses(ofSeconds(3));
    kit.expectState(LifecycleState.RUNNING, "cache");
    assertThat(kit.status("web")).isEqualTo("Starting (not ready: Exit code: 1)");
    kit.timePasses(ofSeconds(3));

    kit.expectState(LifecycleState.RUNNING, "/", "web");
    assertThat(kit.launches("look")).hasSize(4);
  }

  @Test
  void what_is_not_ready_in_time_has_failed(BanyanTestKit kit) {
    kit.network().isSilent(5432);
    kit.run(SHOP).timePasses(ofSeconds(20));

    assertThat(kit.launches("database")).hasSize(2);
    kit.network().answers(5432);
    kit.timePasses(ofSeconds(10));
    assertThat(kit.status("database")).isEqualTo("Running [restarts: 1]");
  }

  @Test
  void what_falls_ill_is_restarted(BanyanTestKit kit) {
    kit.script(
        Script.process("web")
            .listensOn(8080)
            .after(ofMinutes(5))
            .listensOn(8080, 503)
            .then()
            .listensOn(8080));
    kit.run(SHOP).timePasses(ofMinutes(4));
    assertThat(kit.status("web")).isEqualTo("Running");

    kit.timePasses(ofMinutes(2));

    assertThat(kit.status("web")).isEqualTo("Running [restarts: 1]");
    assertThat(kit.launches("web")).hasSize(2);
  }

  @Test
  void a_port_is_closed_when_the_process_that_listens_has_ended(BanyanTestKit kit) {
    kit.script(
        Script.process("database")
            .listensOn(5432)
            .after(ofMinutes(1))
            .exits(1)
            .then()
            .after(ofSeconds(3))
            .listensOn(5432));
    kit.run(SHOP).timePasses(ofMinutes(1));

    assertThat(kit.status("database"))
        .isEqualTo("Starting (not ready: 127.0.0.1:5432: connection refused) [restarts: 1]");
    kit.timePasses(ofSeconds(4));
    kit.expectState(LifecycleState.RUNNING, "database");
  }
}
