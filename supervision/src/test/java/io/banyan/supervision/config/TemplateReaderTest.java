package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.AutoShutdown;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildDefinition.SupervisorChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateReaderTest {

  @TempDir private Path folder;
  private Sources sources = new Sources(Path.of("."));

  @BeforeEach
  void begin() {
    sources = new Sources(folder);
  }

  private SupervisorSpec pool(String keys) {
    SupervisorSpec root =
        sources.declaration("banyan.tree.children = [{ id = pool, " + keys + " }]").tree();
    return ((SupervisorChild) root.children().get(0).definition()).supervisor();
  }

  private List<String> mistakes(String keys) {
    return sources.mistakes("banyan.tree.children = [\n{ id = pool, " + keys + " }\n]");
  }

  @Nested
  class A_supervisor_with_a_template {

    @Test
    void is_dynamic_without_an_end_to_its_children() {
      SupervisorSpec pool = pool("template { command = [w, -v], restart = transient }");

      assertThat(pool.isDynamic()).isTrue();
      Template template = pool.template().orElseThrow();
      assertThat(template.maxChildren()).isEqualTo(Template.UNLIMITED);
      assertThat(template.child().id()).isEqualTo("pool");
      assertThat(template.child().restart().type()).isEqualTo(RestartType.TRANSIENT);
    }

    @Test
    void makes_children_whose_logs_are_named_after_them() {
      Template template =
          pool("max-children = 7, template { id = w, command = w }").template().orElseThrow();
      ChildSpec made = template.make("w-3", List.of("x"));

      assertThat(template.maxChildren()).isEqualTo(7);
      ProcessChild process = (ProcessChild) made.definition();
      assertThat(process.process().output().stdout().log().orElseThrow())
          .hasFileName("w-3.stdout.log");
      assertThat(process.process().command().argv())
          .containsExactly("/bin/sh", "-c", "w", "sh", "x");
    }

    @Test
    void has_defaults_like_every_process_but_never_another_strategy() {
      SupervisorSpec root =
          sources
              .declaration(
                  """
                  banyan.defaults.supervisor { strategy = one-for-all, max-restarts = 9 }
                  banyan.defaults.process.stop-signal = HUP
                  banyan.tree.children = [{ id = pool, template { command = w } }]
                  """)
              .tree();

      SupervisorSpec pool = ((SupervisorChild) root.children().get(0).definition()).supervisor();
      assertThat(root.strategy()).isEqualTo(Strategy.ONE_FOR_ALL);
      assertThat(pool.strategy()).isEqualTo(Strategy.ONE_FOR_ONE);
      assertThat(pool.limit().maxRestarts()).isEqualTo(9);
      assertThat(
              ((ProcessChild) pool.template().orElseThrow().child().definition())
                  .process()
                  .stopSignal()
                  .name())
          .isEqualTo("HUP");
    }

    @Test
    void can_be_the_root_and_calls_its_children_like_the_tree() {
      SupervisorSpec root =
          sources.declaration("banyan { name = shop, tree.template.command = w }").tree();

      assertThat(root.template().orElseThrow().child().id()).isEqualTo("shop");
    }

    @Test
    void can_end_because_of_them() {
      SupervisorSpec pool =
          pool(
              "auto-shutdown = all, template { command = w, restart = transient, significant = true }");

      assertThat(pool.autoShutdown()).isEqualTo(AutoShutdown.ALL);
      assertThat(pool.template().orElseThrow().child().significant()).isTrue();
    }

    @Test
    void links_and_groups_all_of_them() {
      SupervisorSpec root =
          sources
              .declaration(
                  """
                  banyan.tree.children = [
                    { id = db, command = x, instances = 2 }
                    { id = pool, template { command = w, links = [db], groups = [night] } }
                  ]
                  """)
              .tree();

      ChildSpec child =
          ((SupervisorChild) root.children().get(2).definition())
              .supervisor()
              .template()
              .orElseThrow()
              .child();
      assertThat(child.links()).containsExactlyInAnyOrder("db-1", "db-2");
      assertThat(child.groups()).containsExactly("night");
    }
  }

  @Nested
  class Mistakes {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "template { command = w }, children = [] | .children: contradicts template",
          "template { command = w }, command = x   | : has both command and template",
          "template { command = w }, max-children = 0 | .max-children: must be a whole number of at least 1",
          "template { command = w }, strategy = one-for-all | .strategy: with a template it can only be one-for-one",
          "template { command = w, depends-on = [a] } | .template.depends-on: is for a declared child",
          "template { command = w, instances = 2 } | .template.instances: is for a declared child",
          "template { command = w, strategy = x } | .template.strategy: is for a supervisor, and this is a process",
          "template { command = w, template {} } | .template.template: is for a supervisor, and this is a process",
          "template { command = w, significant = true, restart = transient } | .template.significant: its supervisor never ends",
          "template { command = w, stdin = inherit } | .template.stdin: only one child can read",
          "template { command = w, comand = x } | .template.comand: unknown key; did you mean command?",
          "template { command = w, id = \"a b\" } | .template.id: must be",
          "template { command = w, links = [nobody] } | .template.links: there is no child nobody",
          "template { command = w, links = [pool] } | .template.links: pool: a child cannot be linked with a supervisor above it",
          "template { } | .template.command: is missing",
          "template = x | .template: must be an object",
          "children = [{ id = a, command = x }], max-children = 2 | .max-children: is for a supervisor with a template"
        })
    void are_told_with_their_place(String keys, String told) {
      assertThat(mistakes(keys))
          .singleElement()
          .asString()
          .startsWith("application.conf:2: banyan.tree.children[0]" + told);
    }

    @Test
    void a_stem_leaves_room_for_a_number() {
      assertThat(mistakes("template { command = w, id = " + "x".repeat(57) + " }"))
          .singleElement()
          .asString()
          .contains("template.id: may be at most 56 characters long");
    }

    @Test
    void two_templates_cannot_share_a_stem() {
      assertThat(
              sources.mistakes(
                  """
                  banyan.tree.children = [
                    { id = one, template { command = w } }
                    { id = two, template { id = one, command = w } }
                  ]
                  """))
          .containsExactly(
              "application.conf:3: banyan.tree.children[1].template.id: duplicate id one, first used"
                  + " in application.conf:2");
    }

    @Test
    void are_told_all_at_once() {
      assertThat(mistakes("max-children = none, template { umask = x, nice = 99 }")).hasSize(4);
    }

    @Test
    void nobody_can_depend_on_a_child_that_is_not_declared() {
      assertThat(
              sources.mistakes(
                  """
                  banyan.tree.children = [
                    { id = pool, template { command = w } }
                    { id = web, command = x, depends-on = [pool-1] }
                  ]
                  """))
          .singleElement()
          .asString()
          .contains("there is no child pool-1 in the tree");
    }
  }
}
