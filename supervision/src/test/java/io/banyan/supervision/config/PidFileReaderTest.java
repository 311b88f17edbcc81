package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.ChildSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileReaderTest {

  @TempDir Path folder = Path.of("set by JUnit");
  private Sources sources = new Sources(folder);
  private Path runtime = folder;

  @BeforeEach
  void sources() {
    sources = new Sources(folder);
    runtime = folder.resolve("run");
  }

  @Test
  void there_is_none_unless_it_is_asked_for() {
    assertThat(pidFile("")).isEmpty();
    assertThat(pidFile("pid-file = false")).isEmpty();
  }

  @Test
  void it_is_called_after_the_child_and_lies_in_the_runtime_directory() {
    assertThat(pidFile("pid-file = true")).contains(runtime.resolve("a.pid"));
    assertThat(pidFile("pid-file = web.pid")).contains(runtime.resolve("web.pid"));
    assertThat(pidFile("pid-file = /run/web.pid")).contains(Path.of("/run/web.pid"));
  }

  @Test
  void each_instance_has_its_own() {
    assertThat(children("{ id = a, command = x, instances = 2, pid-file = true }"))
        .extracting(child -> Sources.processOf(child).process().pidFile())
        .containsExactly(
            Optional.of(runtime.resolve("a-1.pid")), Optional.of(runtime.resolve("a-2.pid")));
    assertThat(children("{ id = a, command = x, instances = 2, pid-file = web }"))
        .extracting(child -> Sources.processOf(child).process().pidFile())
        .containsExactly(
            Optional.of(runtime.resolve("web.a-1")), Optional.of(runtime.resolve("web.a-2")));
  }

  @Test
  void two_children_cannot_share_one() {
    assertThat(
            sources.mistakes(
                """
                banyan.tree.children = [
                  { id = a, command = x, pid-file = one.pid }
                  { id = b, command = x, pid-file = ./one.pid }
                  { id = c, command = x, pid-file = [] }
                  { id = d, command = x, pid-file = "" }
                  { id = s, children = [{ id = e, command = x }], pid-file = true }
                ]
                """))
        .satisfiesExactly(
            m ->
                assertThat(m)
                    .startsWith("application.conf:3: banyan.tree.children[1].pid-file: the child")
                    .contains("application.conf:2"),
            m -> assertThat(m).startsWith("application.conf:4: ").contains("must be true, false"),
            m -> assertThat(m).startsWith("application.conf:5: "),
            m -> assertThat(m).startsWith("application.conf:6: ").contains("is for a process"));
  }

  private Optional<Path> pidFile(String keys) {
    return Sources.processOf(children("{ id = a, command = x, " + keys + " }").get(0))
        .process()
        .pidFile();
  }

  private List<ChildSpec> children(String list) {
    return sources
        .declaration(
            "banyan.tree.children = [" + list + "]", Map.of("BANYAN_PID_DIR", runtime.toString()))
        .tree()
        .children();
  }
}
