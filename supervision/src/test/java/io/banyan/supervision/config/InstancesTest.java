package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.ChildDefinition.SupervisorChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstancesTest {

  @TempDir private Path folder;
  private Sources sources = new Sources(Path.of("."));

  @BeforeEach
  void begin() {
    sources = new Sources(folder);
  }

  private List<ChildSpec> children(String list) {
    return sources.declaration("banyan.tree.children = [" + list + "]").tree().children();
  }

  @Test
  void are_children_of_their_own_and_a_group() {
    List<ChildSpec> two = children("{ id = m, command = x, instances = 2, groups = [night] }");

    assertThat(two).extracting(ChildSpec::id).containsExactly("m-1", "m-2");
    assertThat(two.get(1).groups()).containsExactlyInAnyOrder("m", "night");
    assertThat(Sources.processOf(two.get(1)).process().environment().changes())
        .containsEntry("BANYAN_INSTANCE", Optional.of("2"));
    assertThat(Sources.processOf(two.get(1)).process().output().stdout().log().orElseThrow())
        .hasFileName("m-2.stdout.log");
  }

  @Test
  void a_single_one_is_numbered_too_so_that_more_can_follow() {
    assertThat(children("{ id = m, command = x, instances = 1 }"))
        .extracting(ChildSpec::id)
        .containsExactly("m-1");
    assertThat(children("{ id = m, command = x }")).extracting(ChildSpec::id).containsExactly("m");
  }

  @Test
  void log_files_with_a_name_of_their_own_are_kept_apart() {
    List<ChildSpec> two = children("{ id = m, command = x, instances = 2, stdout.log = out.txt }");

    assertThat(Sources.processOf(two.get(0)).process().output().stdout().log().orElseThrow())
        .hasFileName("out.txt.m-1");
  }

  @Test
  void who_depends_on_the_name_depends_on_each() {
    ChildSpec web =
        children(
                """
                { id = db, command = x, instances = 2 }
                { id = s, children = [{ id = web, command = x, depends-on = [db] }] }
                """)
            .get(2);

    ChildSpec below = ((SupervisorChild) web.definition()).supervisor().children().get(0);
    assertThat(below.dependsOn()).extracting(Dependency::id).containsExactly("db-1", "db-2");
  }

  @Test
  void a_mistake_in_what_they_depend_on_is_told_once() {
    assertThat(
            sources.mistakes(
                """
                banyan.tree.children = [
                  { id = a, command = x, instances = 3, depends-on = [b] }
                  { id = b, command = x, depends-on = [a] }
                ]
                """))
        .singleElement()
        .asString()
        .contains("cycle: ");
  }

  @Test
  void clash_with_other_children_like_any_other() {
    assertThat(
            sources.mistakes(
                """
                banyan.tree.children = [
                  { id = m-2, command = x }
                  { id = m, command = x, instances = 2 }
                ]
                """))
        .containsExactly(
            "application.conf:3: banyan.tree.children[1].instances: duplicate id m-2, first used in"
                + " application.conf:2");
  }

  @Test
  void have_a_number_that_is_checked() {
    assertThat(sources.mistakesOfProcess("instances = 0")).singleElement().asString().contains("1");
    assertThat(sources.mistakesOfProcess("instances = 1001"))
        .singleElement()
        .asString()
        .contains("1000");
    assertThat(
            sources.mistakes(
                "banyan.tree.children = [{ id = s, instances = 2, children = [{id = a, command = x}]}]"))
        .singleElement()
        .asString()
        .contains("is for a process");
  }

  @Test
  void a_group_is_named_like_a_child() {
    assertThat(sources.mistakesOfProcess("groups = [ok, \"not ok\"]"))
        .singleElement()
        .asString()
        .startsWith("application.conf:2: banyan.tree.children[0].groups[1]: must be");
  }
}
