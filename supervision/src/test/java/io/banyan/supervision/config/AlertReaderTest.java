package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.alert.AlertAction;
import io.banyan.runtime.alert.AlertMetric;
import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.alert.AlertScope;
import io.banyan.runtime.alert.AlertSubject;
import io.banyan.runtime.alert.AlertTrigger;
import io.banyan.runtime.alert.Escalation;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertReaderTest {

  private static final Duration NOW = Duration.ZERO;

  @TempDir private Path folder = Path.of("");

  @Test
  void there_are_none_unless_declared() {
    assertThat(alerts("")).isEmpty();
  }

  @Test
  void what_is_not_said_has_a_default() {
    assertThat(alerts("alerts = [{ metric = memory, above = 1000KiB }]"))
        .containsExactly(
            new AlertRule(
                "memory of the tree above 1000KiB",
                new AlertTrigger(
                    new AlertSubject(AlertMetric.MEMORY, AlertScope.TREE),
                    1_024_000,
                    921_600,
                    Duration.ofSeconds(30)),
                Duration.ofMinutes(5),
                List.of(new Escalation(new AlertAction.TellEvent(), NOW))));
  }

  @Test
  void everything_can_be_said() {
    String alert =
        """
        alerts = [{
          name = hot, metric = cpu, of = process, above = 150.5, clear-below = 100, for = 0s
          cooldown = 1h
          action = [
            event
            { do = restart, after = 10m }
            { command = [notify, ops], timeout = 7s, after = 5m }
            { command = "echo x" }
          ]
        }]
        """;

    assertThat(alerts(alert))
        .containsExactly(
            new AlertRule(
                "hot",
                new AlertTrigger(
                    new AlertSubject(AlertMetric.CPU, AlertScope.PROCESS), 150.5, 100, NOW),
                Duration.ofHours(1),
                List.of(
                    new Escalation(new AlertAction.TellEvent(), NOW),
                    new Escalation(
                        new AlertAction.RunCommand(
                            List.of("/bin/sh", "-c", "echo x"), Duration.ofSeconds(30)),
                        NOW),
                    new Escalation(
                        new AlertAction.RunCommand(List.of("notify", "ops"), Duration.ofSeconds(7)),
                        Duration.ofMinutes(5)),
                    new Escalation(new AlertAction.Restart(), Duration.ofMinutes(10)))));
  }

  @Test
  void a_single_action_needs_no_list() {
    assertThat(alerts("alerts = [{ metric = cpu, above = 80, action = restart }]"))
        .flatExtracting(AlertRule::escalations)
        .containsExactly(new Escalation(new AlertAction.Restart(), NOW));
    assertThat(alerts("alerts = [{ metric = cpu, above = 80, action { command = \":\" } }]"))
        .flatExtracting(AlertRule::escalations)
        .extracting(step -> ((Escalation) step).action().text())
        .containsExactly("command");
  }

  @Test
  void defaults_can_be_set_for_all_alerts_and_for_all_processes() {
    TreeDeclaration declaration =
        new Sources(folder)
            .declaration(
                """
                banyan.defaults.alert { of = process, cooldown = 1m, for = 7s, action = restart }
                banyan.defaults.process.alerts = [{ metric = cpu, above = 90 }]
                banyan.tree.children = [
                  { id = a, command = x }
                  { id = b, command = x, alerts = [] }
                  { id = c, command = x, alerts = [{ metric = memory, above = 1MiB }], instances = 2 }
                ]
                """);

    assertThat(declaration.tree().children())
        .extracting(child -> child.alerts().stream().map(AlertRule::name).toList())
        .containsExactly(
            List.of("cpu above 90%"),
            List.of(),
            List.of("memory above 1MiB"),
            List.of("memory above 1MiB"));
    AlertRule first = declaration.tree().children().get(0).alerts().get(0);
    assertThat(first.cooldown()).isEqualTo(Duration.ofMinutes(1));
    assertThat(first.trigger().holds()).isEqualTo(Duration.ofSeconds(7));
    assertThat(first.trigger().clearBelow()).isCloseTo(81, Offset.offset(0.001));
    assertThat(first.escalations()).containsExactly(new Escalation(new AlertAction.Restart(), NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "above = 5                                    | .alerts[0].metric: is missing",
        "metric = disk, above = 5                     | .alerts[0].metric: must be one of cpu, memory",
        "metric = cpu                                 | .alerts[0].above: is missing",
        "metric = cpu, above = 0                      | .alerts[0].above: must be a number from 0.1",
        "metric = memory, above = 64                  | .alerts[0].above: a size needs a unit",
        "metric = memory, above = 1B                  | .alerts[0].above: must be a size of at least 1KiB",
        "metric = cpu, above = 5, clear-below = 6     | .alerts[0].clear-below: must not be more than above",
        "metric = cpu, above = 5, for = 3             | .alerts[0].for: a duration needs a unit",
        "metric = cpu, above = 5, cooldown = 0s       | .alerts[0].cooldown: must be a duration from 1s",
        "metric = cpu, above = 5, of = group          | .alerts[0].of: must be one of process, tree",
        "metric = cpu, above = 5, action = [mail]     | .alerts[0].action[0].do: must be one of event, log",
        "metric = cpu, above = 5, action = [{}]       | .alerts[0].action[0].do: is missing",
        "metric = cpu, above = 5, timeout = 5s        | .alerts[0].timeout: belongs to a command",
        "metric = cpu, above = 5, action { do = log, timeout = 5s } | .action[0].timeout: belongs to command",
        "metric = cpu, above = 5, action { do = log, command = x } | .action[0].do: contradicts command",
        "metric = cpu, above = 5, action = restart, cooldown = 9s | .alerts[0].cooldown: must be at least 10s",
        "metric = cpu, above = 5, abve = 6            | .alerts[0].abve: unknown key; did you mean above?",
        "metric = cpu, above = 5, name = \" \"        | .alerts[0].name: must be a name",
      })
  void mistakes_are_told(String keys, String mistake) {
    assertThat(mistakes("alerts = [{ " + keys + " }]"))
        .singleElement()
        .asString()
        .startsWith("application.conf:1: ")
        .contains(mistake);
  }

  @Test
  void two_alerts_of_one_name_are_refused() {
    assertThat(
            mistakes(
                "alerts = [{ metric = cpu, above = 5 }, { metric = cpu, above = 5, for = 1m }]"))
        .singleElement()
        .asString()
        .contains("alerts[1].name: there is another alert \"cpu of the tree above 5%\"");
  }

  @Test
  void a_mistake_in_the_defaults_is_told_once_and_there() {
    assertThat(
            new Sources(folder)
                .mistakes(
                    """
                    banyan.defaults.alert { action = [mail], above = 7 }
                    banyan.defaults.process.alerts = [{ metric = cpu, above = x }]
                    banyan.tree.children = [{ id = a, command = x }, { id = b, command = x }]
                    """))
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).contains("application.conf:1: banyan.defaults.alert.action[0]"),
            one -> assertThat(one).contains("application.conf:1: banyan.defaults.alert.above: is"),
            one -> assertThat(one).contains("conf:2: banyan.defaults.process.alerts[0].above"));
  }

  @Test
  void children_of_a_template_have_those_of_the_template() {
    SupervisorSpec dynamic =
        ((ChildDefinition.SupervisorChild)
                new Sources(folder)
                    .declaration(
                        """
                        banyan.defaults.process.alerts = [{ metric = cpu, above = 90 }]
                        banyan.tree.children = [{ id = pool, template { command = x } }]
                        """)
                    .tree()
                    .children()
                    .get(0)
                    .definition())
            .supervisor();

    assertThat(dynamic.template().orElseThrow().make("one", List.of()).alerts())
        .extracting(AlertRule::name)
        .containsExactly("cpu of the tree above 90%");
  }

  @Test
  void a_supervisor_has_none() {
    assertThat(
            new Sources(folder)
                .mistakes(
                    "banyan.tree.children = [{ id = s, alerts = [],"
                        + " children = [{ id = a, command = x }] }]"))
        .singleElement()
        .asString()
        .contains("alerts: is for a process");
  }

  @Test
  void the_environment_stands_above_the_file_for_the_interval() {
    String file = "banyan.monitor.interval = 7s\nbanyan.tree.children = [{ id = a, command = x }]";

    assertThat(new Sources(folder).declaration(file).monitor().interval())
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(
            new Sources(folder)
                .declaration(file, Map.of("BANYAN_MONITOR_INTERVAL", "2"))
                .monitor()
                .interval())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(
            new Sources(folder)
                .mistakes(
                    new Sources(folder).load(file, Map.of("BANYAN_MONITOR_INTERVAL", "10ms"))))
        .singleElement()
        .asString()
        .contains("BANYAN_MONITOR_INTERVAL: must be a duration from 0.1s");
  }

  @Test
  void mistakes_of_the_monitor_are_told() {
    assertThat(
            new Sources(folder)
                .mistakes(
                    """
                    banyan.monitor { interval = 1ms, history = 0, commands = 0, colour = red }
                    banyan.tree.children = [{ id = a, command = x }]
                    """))
        .hasSize(4);
  }

  private List<AlertRule> alerts(String keys) {
    return new Sources(folder).process(keys).alerts();
  }

  private List<String> mistakes(String keys) {
    return new Sources(folder)
        .mistakes("banyan.tree.children = [{ id = a, command = x, " + keys + " }]");
  }
}
