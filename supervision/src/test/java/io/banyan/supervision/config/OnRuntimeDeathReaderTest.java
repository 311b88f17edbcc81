package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.containment.OnRuntimeDeath;
import io.banyan.supervision.spec.ChildDefinition;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnRuntimeDeathReaderTest {

  @TempDir Path folder = Path.of("set by JUnit");
  private Sources sources = new Sources(folder);

  @BeforeEach
  void sources() {
    sources = new Sources(folder);
  }

  @Test
  void is_kill_unless_the_defaults_or_the_child_say_otherwise() {
    assertThat(fate("banyan.tree.children = [{ id = a, command = x }]"))
        .isEqualTo(OnRuntimeDeath.KILL);
    assertThat(
            fate(
                """
                banyan.defaults.process.on-runtime-death = adopt
                banyan.tree.children = [{ id = a, command = x }]
                """))
        .isEqualTo(OnRuntimeDeath.ADOPT);
    assertThat(fate("banyan.tree.children = [{ id = a, command = x, on-runtime-death = adopt }]"))
        .isEqualTo(OnRuntimeDeath.ADOPT);
  }

  @Test
  void what_dies_with_the_runtime_is_refused_all_at_once() {
    assertThat(
            sources.mistakes(
                """
                banyan.tree.children = [
                  { id = a, command = x, on-runtime-death = adopt
                    stdin = pipe
                    stdout.log = false
                    stderr.when-full = drop }
                  { id = b, command = x, on-runtime-death = adopt
                    stdout.log = both.log
                    stderr.log = both.log }
                  { id = c, command = x, on-runtime-death = addopt }
                ]
                """))
        .satisfiesExactly(
            m -> assertThat(m).startsWith("application.conf:3: banyan.tree.children[0].stdin: "),
            m ->
                assertThat(m)
                    .startsWith("application.conf:4: banyan.tree.children[0].stdout.log: must not"),
            m ->
                assertThat(m)
                    .startsWith(
                        "application.conf:5: banyan.tree.children[0].stderr.when-full: must be block"),
            m ->
                assertThat(m)
                    .startsWith("application.conf:8: banyan.tree.children[1].stderr.log: must be"),
            m -> assertThat(m).contains("kill, adopt, not \"addopt\""));
  }

  @Test
  void a_log_file_that_only_the_runtime_could_begin_anew_or_lay_out_is_refused() {
    assertThat(
            sources.mistakes(
                """
                banyan.defaults.process.on-runtime-death = adopt
                banyan.tree.children = [
                  { id = a, command = x
                    stdout.max-size = 1MiB
                    stderr.max-age = 1d }
                  { id = b, command = x
                    stdout.format = json
                    stderr.timestamps = iso }
                  { id = c, command = x, stdout { max-files = 3, compress = gzip }
                    patterns = [{ regex = a }] }
                ]
                """))
        .satisfiesExactly(
            m ->
                assertThat(m)
                    .startsWith(
                        "application.conf:4: banyan.tree.children[0].stdout.max-size: must be 0"),
            m ->
                assertThat(m)
                    .startsWith(
                        "application.conf:5: banyan.tree.children[0].stderr.max-age: must be 0"),
            m ->
                assertThat(m)
                    .startsWith(
                        "application.conf:7: banyan.tree.children[1].stdout.format: must be text"),
            m ->
                assertThat(m)
                    .startsWith(
                        "application.conf:8: banyan.tree.children[1].stderr.timestamps: must be"
                            + " none"));
  }

  @Test
  void what_is_refused_with_adopt_is_not_with_kill() {
    assertThat(
            fate(
                """
                banyan.tree.children = [
                  { id = a, command = x, stdin = pipe, stdout.log = false,
                    stderr { when-full = drop, max-size = 1MiB, format = json } }
                ]
                """))
        .isEqualTo(OnRuntimeDeath.KILL);
  }

  private OnRuntimeDeath fate(String text) {
    ChildDefinition first = sources.declaration(text).tree().children().get(0).definition();
    return ((ChildDefinition.ProcessChild) first).process().onRuntimeDeath();
  }
}
