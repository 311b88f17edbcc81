package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddedChildrenTest {

  private static final String TREE = "tree.children = [{ id = web, command = web }]\n";

  @TempDir private Path folder;
  private Sources sources;

  @BeforeEach
  void begin() {
    sources = new Sources(folder);
  }

  /** Adds a process for each key, and says that it will need another id. */
  private static final class Engines implements Section {
    @Override
    public String name() {
      return "engines";
    }

    @Override
    public void read(ObjectReader reader, AddedChildren children) {
      for (String name : children.names(reader)) {
        children.add(
            reader,
            name,
            ChildSpec.of(name, ProcessChild.daemon(children.process(reader.object(name), name))),
            List.of(name + "-1"));
      }
    }
  }

  private LoadResult load(String content) {
    return sources.load("banyan {\nname = shop\n" + content + "}", Map.of(), new Engines());
  }

  private SupervisorSpec root(String content) {
    return Sources.declaration(load(content)).tree();
  }

  @Test
  void come_after_those_of_the_tree_in_the_order_of_the_file_with_the_same_defaults() {
    SupervisorSpec root =
        root(
            "engines { steam { command = [s] }\n diesel { command = [d], directory = sub } }\n"
                + TREE);

    assertThat(root.children()).extracting(ChildSpec::id).containsExactly("web", "steam", "diesel");
    ProcessChild diesel = (ProcessChild) root.children().get(2).definition();
    assertThat(diesel.process().directory()).isEqualTo(folder.resolve("sub"));
    assertThat(diesel.shutdown()).isEqualTo(root.children().get(0).definition().shutdown());
  }

  @Test
  void can_do_without_a_tree() {
    SupervisorSpec root = root("engines.steam.command = [s]\n");

    assertThat(root.strategy()).isEqualTo(Strategy.ONE_FOR_ONE);
    assertThat(root.children()).extracting(ChildSpec::id).containsExactly("steam");
    assertThat(sources.mistakes(load("engines {}\n")))
        .hasSize(1)
        .first()
        .asString()
        .endsWith("banyan.tree: is missing: the root supervisor, with its children");
  }

  @Test
  void cannot_have_an_id_that_is_taken_nor_need_one() {
    assertThat(
            sources.mistakes(
                load(
                    "tree.children = [{ id = web, command = web }\n{ id = gas-1, command = x }]\n"
                        + "engines { web { command = [s] }\n gas { command = [g] }\n a_b.c = 1\n"
                        + "\"a b\" { command = [c] } }\n")))
        .containsExactly(
            "application.conf:5: banyan.engines.web: duplicate id web, first used in application.conf:3",
            "application.conf:6: banyan.engines.gas: duplicate id gas-1, first used in application.conf:4",
            "application.conf:7: banyan.engines.a_b.c: unknown key",
            "application.conf:7: banyan.engines.a_b.command: is missing",
            "application.conf:8: banyan.engines.\"a b\": cannot be an id: that is 1 to 64 letters,"
                + " digits, \".\", \"_\" or \"-\", beginning with a letter or digit");
  }

  @Test
  void cannot_join_a_root_with_a_template() {
    assertThat(
            sources.mistakes(
                load("tree.template = { id = t, command = t }\nengines.steam.command = [s]\n")))
        .containsExactly(
            "application.conf:4: banyan.engines.steam: the root has a template and takes no other"
                + " children: move the template into a supervisor below the root");
  }
}
