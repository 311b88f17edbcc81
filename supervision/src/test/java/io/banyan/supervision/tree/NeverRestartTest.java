package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.process;
import static io.banyan.supervision.tree.Specs.supervisor;
import static io.banyan.supervision.tree.TestTrees.get;
import static io.banyan.supervision.tree.TestTrees.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.event.ProcessEvent;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.Strategy;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NeverRestartTest {

  @RegisterExtension static final TestTrees TREES = new TestTrees();

  @Test
  void a_code_that_is_declared_so_leaves_a_permanent_child_down_and_says_why() {
    SupervisionTree tree =
        TREES.start(
            supervisor(
                Strategy.ONE_FOR_ALL,
                process("a").withRestart(RestartPolicy.PERMANENT.withNeverRestart(Set.of(78))),
                process("b")));
    TREES.engine.awaitLaunch("a", 1).exit(78);

    TREES.awaitStatus("a", "Failed (Not restarted: exit code 78)");
    assertThat(TREES.engine.launched("b")).hasSize(1);
    assertThat(TREES.events.all(ProcessEvent.Restarting.class)).isEmpty();
    get(tree.start(path("a")));
    TREES.engine.awaitLaunch("a", 2).exit(77);

    TREES.engine.awaitLaunch("a", 3);
    TREES.engine.awaitLaunch("b", 2);
    TREES.awaitStatus("a", "Running [restarts: 1]");
  }
}
