package io.banyan.supervision.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.probe.Probes;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.config.Sources;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeDiffTest {

  @TempDir private Path folder;

  @Test
  void nothing_differs_from_itself() {
    String tree =
        "children = [{ id = a, command = x }, { id = s, children = [{ id = b, command = y }] }]";

    assertThat(changes(tree, tree)).isEmpty();
  }

  @Test
  void removals_come_first_and_last_declared_first() {
    assertThat(
            changes(
                "children = [{ id = a, command = x }, { id = b, command = x }, { id = c, command = x }]",
                "children = [{ id = d, command = x }, { id = b, command = x }]"))
        .containsExactly("Removed c", "Removed a", "Added d");
  }

  @Test
  void a_child_that_is_run_otherwise_is_replaced() {
    assertThat(
            changes(
                "children = [{ id = a, command = x }]",
                "children = [{ id = a, command = y, env { A = b } }]"))
        .containsExactly("Replaced a [command, env]");
  }

  @Test
  void a_child_whose_output_goes_another_way_is_replaced() {
    assertThat(
            changes(
                "children = [{ id = a, command = x }]",
                "children = [{ id = a, command = x, stderr.max-size = 1MiB, patterns = [{ regex = b }] }]"))
        .containsExactly("Replaced a [stderr, patterns]");
  }

  @Test
  void a_child_that_is_supervised_otherwise_is_adjusted() {
    assertThat(
            changes(
                "children = [{ id = a, command = x }]",
                "children = [{ id = a, command = x, restart = transient, restart-delay = 1s }]"))
        .containsExactly("Adjusted a [restart, backoff]");
  }

  @Test
  void an_alert_that_changes_ends_nothing() {
    assertThat(
            changes(
                "children = [{ id = a, command = x, alerts = [{ metric = cpu, above = 5 }] }]",
                "children = [{ id = a, command = x, alerts = [{ metric = cpu, above = 6 }] }]"))
        .containsExactly("Adjusted a [alerts]");
  }

  @Test
  void a_supervisor_is_retuned_and_its_children_are_looked_at() {
    assertThat(
            changes(
                "children = [{ id = s, children = [{ id = a, command = x }, { id = b, command = x }] }]",
                """
                max-restarts = 7
                children = [{ id = s, strategy = one-for-all, shutdown = 3s
                  children = [{ id = b, command = x }, { id = a, command = y }] }]
                """))
        .containsExactly(
            "Retuned / [max-restarts]",
            "Adjusted s [shutdown]",
            "Retuned s [strategy, children]",
            "Replaced s/a [command]");
  }

  @Test
  void what_moved_or_became_a_supervisor_is_removed_and_added() {
    assertThat(
            changes(
                "children = [{ id = s, children = [{ id = a, command = x }] }, { id = t, command = x }, { id = k, command = x }]",
                "children = [{ id = a, command = x }, { id = t, children = [{ id = s, command = x }] }, { id = k, command = x }]"))
        .containsExactly("Removed t", "Removed s", "Added a", "Added t");
  }

  @Test
  void a_template_is_part_of_its_supervisor() {
    assertThat(
            changes(
                "children = [{ id = s, template { command = x } }]",
                "children = [{ id = s, max-children = 3, template { command = y } }]"))
        .containsExactly("Retuned s [template, max-children]");
  }

  @Test
  void what_got_or_lost_a_template_is_removed_and_added() {
    assertThat(
            changes(
                "children = [{ id = s, template { command = x } }, { id = t, children = [{ id = a, command = x }] }]",
                "children = [{ id = s, children = [{ id = a, command = x }] }, { id = t, template { command = x } }]"))
        .containsExactly("Removed t", "Removed s", "Added s", "Added t");
  }

  @Test
  void every_part_of_a_spec_has_a_key() {
    // output, probes and options are keys of their own
    assertThat(Differences.processKeys())
        .hasSize(
            ProcessSpec.class.getRecordComponents().length
                + OutputSpec.class.getRecordComponents().length
                + Probes.class.getRecordComponents().length
                + LaunchOptions.class.getRecordComponents().length
                - 3);
    // id and definition are not among them; restart is three
    assertThat(Differences.childKeys())
        .hasSize(ChildSpec.class.getRecordComponents().length - 2 + 2);
    // children are looked at one by one; the limit is two, and so is the template
    assertThat(Differences.supervisorKeys())
        .hasSize(SupervisorSpec.class.getRecordComponents().length - 1 + 2);
  }

  private List<String> changes(String before, String after) {
    return TreeDiff.between(tree(before), tree(after)).stream().map(TreeDiffTest::words).toList();
  }

  private SupervisorSpec tree(String body) {
    return new Sources(folder).declaration("banyan.tree {" + body + "}").tree();
  }

  private static String words(Change change) {
    String path = change.path().isRoot() ? "/" : change.path().text();
    String kind = change.getClass().getSimpleName() + " " + path;
    if (change instanceof Change.Replaced replaced) {
      return kind + " " + replaced.keys();
    } else if (change instanceof Change.Adjusted adjusted) {
      return kind + " " + adjusted.keys();
    } else if (change instanceof Change.Retuned retuned) {
      return kind + " " + retuned.keys();
    }
    return kind;
  }
}
