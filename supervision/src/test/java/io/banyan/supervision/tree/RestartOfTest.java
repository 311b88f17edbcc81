package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.process;
import static io.banyan.supervision.tree.Specs.supervisor;
import static io.banyan.supervision.tree.TestTrees.get;
import static io.banyan.supervision.tree.TestTrees.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.alert.AlertMetric;
import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.alert.AlertScope;
import io.banyan.runtime.alert.AlertSubject;
import io.banyan.runtime.alert.AlertTrigger;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestartOfTest {

  @RegisterExtension static final TestTrees TREES = new TestTrees();

  @Test
  void restarts_the_incarnation_that_is_meant_and_counts_against_no_limit() {
    SupervisionTree tree = TREES.start(never(process("a")));

    assertThat(get(tree.restartOf(path("a"), 1))).isEqualTo(new OperationResult.Started());
    assertThat(get(tree.restartOf(path("a"), 2))).isEqualTo(new OperationResult.Started());

    TREES.engine.awaitLaunch("a", 3);
    assertThat(TREES.events.all(ProcessEvent.Restarting.class)).isEmpty();
  }

  @Test
  void leaves_a_later_incarnation_alone() {
    SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, process("a")));
    get(tree.restart(path("a"), Optional.empty()));

    assertThat(get(tree.restartOf(path("a"), 1))).isEqualTo(new OperationResult.AlreadyStopped());
    assertThat(TREES.engine.launched("a")).hasSize(2);
  }

  @Test
  void does_not_bring_back_what_an_operator_has_stopped_or_is_stopping() {
    TREES.engine.ignoreSignals("a");
    SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, process("a")));
    CompletionStage<OperationResult> stopping = tree.stop(path("a"), Optional.empty());

    assertThat(get(tree.restartOf(path("a"), 1))).isEqualTo(new OperationResult.AlreadyStopped());
    get(tree.stop(path("a"), Optional.of(Duration.ZERO)));
    get(stopping);
    assertThat(get(tree.restartOf(path("a"), 1))).isEqualTo(new OperationResult.AlreadyStopped());
    TREES.awaitStatus("a", "Killed");
  }

  @Test
  void alerts_are_told_when_they_change_and_only_then() {
    AlertRule hot = rule(80);
    AlertRule hotter = rule(90);
    SupervisorSpec with =
        supervisor(Strategy.ONE_FOR_ONE, process("a").withAlerts(List.of(hot)), process("b"));
    SupervisionTree tree = TREES.start(with);

    get(tree.reconfigure(path("/"), with));
    get(
        tree.reconfigure(
            path("/"),
            supervisor(
                Strategy.ONE_FOR_ONE, process("a").withAlerts(List.of(hotter)), process("b"))));
    get(tree.reconfigure(path("/"), supervisor(Strategy.ONE_FOR_ONE, process("a"), process("b"))));

    assertThat(TREES.events.all(ProcessEvent.AlertsDeclared.class))
        .extracting(ProcessEvent.AlertsDeclared::rules)
        .containsExactly(List.of(hot), List.of(hotter), List.of());
    assertThat(TREES.engine.launched("a")).hasSize(1);
  }

  private static SupervisorSpec never(ChildSpec child) {
    return new SupervisorSpec(
        Strategy.ONE_FOR_ONE, new RestartLimit(0, Duration.ofSeconds(5)), List.of(child));
  }

  private static AlertRule rule(double above) {
    AlertTrigger trigger =
        new AlertTrigger(
            new AlertSubject(AlertMetric.CPU, AlertScope.TREE), above, 50, Duration.ZERO);
    return new AlertRule("hot", trigger, Duration.ofMinutes(1), List.of());
  }
}
