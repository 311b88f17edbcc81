package io.banyan.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NotReadyTest {

  @Test
  void tells_who_is_not_ready_but_not_the_supervisors_above() throws IOException {
    JsonObject root =
        Json.parseObject(
            """
            {"path": "/", "kind": "supervisor", "state": "starting", "status": "Starting", "children": [
              {"path": "done", "kind": "task", "state": "exited", "status": "Completed"},
              {"path": "s", "kind": "supervisor", "state": "starting", "status": "Starting", "children": [
                {"path": "s/slow", "kind": "daemon", "state": "starting", "status": "Starting (not ready: no)"},
                {"path": "s/up", "kind": "daemon", "state": "running", "status": "Running"}]},
              {"path": "last", "kind": "daemon", "state": "initialized", "status": "Initialized"}]}
            """);

    assertThat(NotReady.isReady(root)).isFalse();
    assertThat(NotReady.lines(root))
        .containsExactly("s/slow: Starting (not ready: no)", "last: Initialized");
  }

  @Test
  void a_root_that_runs_is_ready() {
    assertThat(NotReady.isReady(new JsonObject().put("state", "running"))).isTrue();
  }
}
