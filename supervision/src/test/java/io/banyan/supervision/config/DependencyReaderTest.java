package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.spec.Dependency.State;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependencyReaderTest {

  @TempDir Path folder;
  private Sources sources;

  @BeforeEach
  void sources() {
    sources = new Sources(folder);
  }

  @Test
  void has_every_form_read() {
    List<ChildSpec> children =
        sources
            .declaration(
                """
                banyan.tree.children = [
                  { id = web, command = x, depends-on = [
                    db, { id = db, condition = started }, { id = migrate, condition = completed, restart = true }
                    { id = db, log = "ready to accept \\\\w+" } ] }
                  { id = db, command = x }
                  { id = migrate, kind = task, command = x, depends-on = [db] }
                ]""")
            .tree()
            .children();

    assertThat(children.get(0).dependsOn())
        .containsExactly(
            new Dependency("db", State.READY, false),
            new Dependency("db", State.STARTED, false),
            new Dependency("migrate", State.COMPLETED, true),
            new Dependency("db", new Dependency.LogLine("ready to accept \\w+"), false));
    assertThat(children.get(1).dependsOn()).isEmpty();
    assertThat(children.get(2).dependsOn())
        .containsExactly(new Dependency("db", State.READY, false));
  }

  @Test
  void is_read_of_supervisors_and_may_name_them_and_what_is_inside() {
    ChildSpec workers =
        sources
            .declaration(
                """
                banyan.tree.children = [
                  { id = workers, depends-on = [store, db], children = [{ id = a, command = x }] }
                  { id = store, children = [{ id = db, command = x }] }
                ]""")
            .tree()
            .children()
            .get(0);

    assertThat(workers.definition()).isInstanceOf(ChildDefinition.SupervisorChild.class);
    assertThat(workers.dependsOn()).extracting(Dependency::id).containsExactly("store", "db");
  }

  @Test
  void has_defaults_that_a_file_can_change() {
    ChildSpec web =
        sources
            .declaration(
                """
                banyan.defaults.dependency { condition = started, restart = true }
                banyan.tree.children = [
                  { id = web, command = x, depends-on = [db, { id = db, restart = false }] }
                  { id = db, command = x }
                ]""")
            .tree()
            .children()
            .get(0);

    assertThat(web.dependsOn())
        .containsExactly(
            new Dependency("db", State.STARTED, true), new Dependency("db", State.STARTED, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[nobody]|depends-on[0].id: there is no child nobody in the tree",
        "[a]|depends-on[0].id: a child cannot depend on itself",
        "[s]|depends-on[0].id: s contains it: it is ready only when this child is",
        "[{ id = b, condition = completed }]|depends-on[0].id: b is never completed: only a process with kind = task is",
        "[{ id = t, log = x }]|depends-on[0].id: t is a supervisor: it writes no lines",
        "[b, { id = b, condition = up }]|depends-on[1].condition: must be one of started, ready, completed, not \"up\"",
        "[{ id = b, condition = ready, log = x }]|depends-on[0].log: contradicts condition: give one of the two",
        "[{ id = b, log = \"(\" }]|depends-on[0].log: must be a regular expression: Unclosed group",
        "[{ id = b, restart = perhaps }]|depends-on[0].restart: must be true or false, not \"perhaps\"",
        "[{ id = b, when = ready }]|depends-on[0].when: unknown key",
        "[{ condition = ready }]|depends-on[0].id: is missing",
        "[[b]]|depends-on[0]: must be an object { … }, not a list",
        "[\"a b\"]|depends-on[0].id: must be 1 to 64 letters, digits, \".\", \"_\" or \"-\", beginning with a letter or digit, not \"a b\"",
        "b|depends-on: must be a list [ … ], not \"b\"",
      })
  void mistakes_are_told(String list, String mistake) {
    assertThat(
            sources.mistakes(
                "banyan.tree.children = [\n{ id = s, children = [\n{ id = a, command = x, depends-on = "
                    + list
                    + " }\n{ id = b, command = x }] }\n"
                    + "{ id = t, children = [{ id = c, command = x }] }]"))
        .containsExactly("application.conf:3: banyan.tree.children[0].children[0]." + mistake);
  }

  @Test
  void the_root_depends_on_nobody() {
    assertThat(
            sources.mistakes(
                "banyan.tree { depends-on = [a], children = [{ id = a, command = x }] }"))
        .containsExactly(
            "application.conf:1: banyan.tree.depends-on:"
                + " is for a child: the root has no supervisor of its own");
  }

  @Test
  void cycles_are_named_where_they_begin() {
    assertThat(
            sources.mistakes(
                """
                banyan.tree.children = [
                  { id = a, command = x, depends-on = [b] }
                  { id = b, command = x, depends-on = [c] }
                  { id = c, command = x, depends-on = [a] }
                  { id = s, depends-on = [d], children = [{ id = e, command = x }] }
                  { id = d, command = x, depends-on = [e] }
                ]"""))
        .containsExactly(
            "application.conf:2: banyan.tree.children[0].depends-on[0].id: cycle: a -> b -> c -> a",
            "application.conf:5: banyan.tree.children[3].depends-on[0].id:"
                + " cycle: s -> d -> s (d depends on e in s)");
  }

  @Test
  void all_come_at_once_with_those_of_other_keys_and_none_comes_of_another() {
    assertThat(
            sources.mistakes(
                """
                banyan.tree.children = [
                  { id = a, command = x, nice = 99, depends-on = [b, nobody] }
                  { id = b, command = x, umask = 9, depends-on = [a] }
                  { id = c, command = x, depends-on = [a, b] }
                ]"""))
        .satisfiesExactly(
            m -> assertThat(m).endsWith("depends-on[1].id: there is no child nobody in the tree"),
            m -> assertThat(m).contains("nice"),
            m -> assertThat(m).contains("umask"));
  }
}
