package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MistakesTest {

  @TempDir Path folder;
  private Sources sources;

  @BeforeEach
  void sources() {
    sources = new Sources(folder);
  }

  @Test
  void all_come_at_once_each_with_its_line() {
    assertThat(
            sources.mistakes(
                """
                banyan.tree {
                  stratgy = one-for-one
                  within = 5
                  children = [
                    { id = "a b", command = x }
                    { id = b, command = [], restart = allways }
                    { id = b
                      command = x
                      stop-signal = NOPE }
                    { id = c }
                  ]
                }
                """))
        .satisfiesExactly(
            m ->
                assertThat(m)
                    .isEqualTo(
                        "application.conf:2: banyan.tree.stratgy: unknown key; did you mean strategy?"),
            m ->
                assertThat(m)
                    .startsWith(
                        "application.conf:3: banyan.tree.within: a duration needs a unit, such as 5s"),
            m ->
                assertThat(m)
                    .startsWith(
                        "application.conf:5: banyan.tree.children[0].id: must be 1 to 64 letters"),
            m ->
                assertThat(m)
                    .startsWith(
                        "application.conf:6: banyan.tree.children[1].command: must begin with a program"),
            m -> assertThat(m).endsWith("permanent, transient, temporary, not \"allways\""),
            m ->
                assertThat(m)
                    .isEqualTo(
                        "application.conf:7: banyan.tree.children[2].id: duplicate id b, first used in application.conf:6"),
            m ->
                assertThat(m)
                    .startsWith(
                        "application.conf:9: banyan.tree.children[2].stop-signal: must be a signal"),
            m ->
                assertThat(m)
                    .startsWith(
                        "application.conf:10: banyan.tree.children[3]: needs either command"));
  }

  @Nested
  class Promised_keys {

    static Stream<String> sections() {
      return NotSupportedYet.SECTIONS.stream();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void below_banyan_are_refused(String key) {
      assertThat(
              sources.mistakes("banyan { tree.children = [{id=a,command=x}]\n" + key + ".x = 1 }"))
          .containsExactly("application.conf:2: banyan." + key + ": not supported yet");
    }
  }

  @Test
  void only_one_child_can_inherit_the_input_of_the_runtime() {
    assertThat(
            sources.mistakes(
                """
                banyan.tree.children = [
                  { id = a, command = x, stdin = inherit }
                  { id = b, command = x, stdin = inherit }
                ]"""))
        .singleElement()
        .asString()
        .startsWith("application.conf:3: ")
        .contains("stdin: only one child", "application.conf:2");
  }

  @Nested
  class Values {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "shutdown = 5|a duration needs a unit",
          "shutdown = -5s|must be a duration from 0s to 200d",
          "restart-delay = 365d|must be a duration from 0s to 200d",
          "restart-delay = soon|must be a duration with a unit",
          "success-exit-codes = [256]|must be a whole number from 0 to 255",
          "success-exit-codes = 0|must be a list",
          "stdout.keep-lines = 0|must be a whole number from 1 to 100000",
          "stdout.keep-lines = 100001|must be a whole number from 1 to 100000",
          "stdout.keep-lines = 1.5|must be a whole number from 1 to 100000",
          "stdout.log = \"\"|must not be empty",
          "stdout.when-full = dropp|must be one of block, drop",
          "stdin = tty|must be one of null, pipe, inherit",
          "stdout.log = []|must be true, false or the name of a file",
          "stdout = 5|must be an object",
          "clear-env = maybe|must be true or false",
          "env.A = []|must be a string",
          "env { \"A=B\" = 1 }|must not be empty nor contain =",
          "kind = deamon|must be one of daemon, task, not \"deamon\"; did you mean daemon?",
          "directory = {}|must be a string",
          "command = {}|must be a list (program and arguments)",
          "command = \" \"|must not be empty",
          "command = [a, [b]]|must be a string, not a list",
          "command = \"a\\u0000b\"|must not contain the character NUL",
          "id = [x]|must be a string",
        })
    void of_a_wrong_kind_are_refused(String keys, String message) {
      assertThat(sources.mistakesOfProcess(keys))
          .first()
          .asString()
          .startsWith("application.conf:2: ")
          .contains(message);
    }

    @Test
    void in_variables_are_refused_without_a_line() {
      Map<String, String> variables =
          Map.of(
              "BANYAN_DEFAULT_TIMEOUT",
              "soon",
              "BANYAN_MAX_RESTARTS",
              "-1",
              "BANYAN_RESTART_DELAY",
              "-5");
      assertThat(sources.mistakes(sources.load(DeclarationLoaderTest.SHOP, variables)))
          .satisfiesExactly(
              m ->
                  assertThat(m)
                      .startsWith("environment: BANYAN_DEFAULT_TIMEOUT: must be a duration"),
              m ->
                  assertThat(m)
                      .startsWith("environment: BANYAN_MAX_RESTARTS: must be a whole number"),
              m ->
                  assertThat(m)
                      .startsWith("environment: BANYAN_RESTART_DELAY: must be a duration"));
    }
  }

  @Nested
  class Contradictions {

    @Test
    void command_and_children() {
      assertThat(sources.mistakesOfProcess("children = []"))
          .singleElement()
          .asString()
          .contains("has both command and children");
    }

    @ParameterizedTest
    @CsvSource({"strategy", "max-restarts", "within", "auto-shutdown"})
    void a_key_of_supervisors_on_a_process(String key) {
      assertThat(sources.mistakesOfProcess(key + " = 1"))
          .containsExactly(
              "application.conf:2: banyan.tree.children[0]."
                  + key
                  + ": is for a supervisor, and this is a process");
    }

    @Test
    void a_key_of_processes_on_a_supervisor() {
      assertThat(
              sources.mistakes(
                  "banyan.tree { command = x, id = r, children = [{id=a,command=x}] }"))
          .hasSize(2)
          .allSatisfy(m -> assertThat(m).containsAnyOf("is for a process", "is for a child"));
    }

    @Test
    void significant_and_permanent() {
      assertThat(
              sources.mistakes(
                  """
                  banyan.tree { auto-shutdown = any, children = [
                    { id = a, command = x, significant = true }
                  ] }"""))
          .containsExactly(
              "application.conf:2: banyan.tree.children[0].significant: a permanent child never"
                  + " ends for good: restart must be transient or temporary");
    }

    @Test
    void significant_where_the_supervisor_never_ends_by_itself() {
      assertThat(sources.mistakesOfProcess("significant = true, restart = temporary"))
          .containsExactly(
              "application.conf:2: banyan.tree.children[0].significant: its supervisor never ends"
                  + " because of it: auto-shutdown must be any or all");
    }

    @Test
    void no_children() {
      assertThat(sources.mistakes("banyan.tree.children = []"))
          .containsExactly(
              "application.conf:1: banyan.tree.children: must have at least one child");
      assertThat(sources.mistakes("banyan.tree {}"))
          .containsExactly("application.conf:1: banyan.tree.children: is missing");
    }

    @Test
    void a_permanent_task() {
      assertThat(sources.mistakesOfProcess("kind = task, restart = permanent"))
          .singleElement()
          .asString()
          .contains(".restart: permanent would repeat a task for ever");
    }

    @Test
    void an_id_that_is_used_elsewhere_in_the_tree() {
      assertThat(
              sources.mistakes(
                  "banyan.tree.children = [\n{id=a,command=x}\n{id=s,children=[\n{id=a,command=x}]}]"))
          .singleElement()
          .asString()
          .startsWith("application.conf:4: ")
          .endsWith("application.conf:2");
    }

    @Test
    void one_log_file_for_two_children() {
      assertThat(
              sources.mistakes(
                  "banyan.tree.children = [\n{id=a,command=x}\n{id=b,command=x,stderr.log=\"./a.stdout.log\"}]"))
          .singleElement()
          .asString()
          .startsWith("application.conf:3: banyan.tree.children[1].stderr.log: the child in");
      assertThat(sources.mistakesOfProcess("stdout.log = both, stderr.log = both")).isEmpty();
    }
  }

  @Nested
  class Links {

    @Test
    void must_lead_to_another_child_that_is_not_above() {
      assertThat(
              sources.mistakes(
                  """
                  banyan.tree.children = [
                    { id = a, command = x, links = [a] }
                    { id = b, command = x, links = [nobody, "no id", c] }
                    { id = s, children = [ { id = c, command = x, links = [s] } ] }
                    { id = d, command = x, links = c }
                  ]
                  """))
          .satisfiesExactly(
              m ->
                  assertThat(m)
                      .isEqualTo(
                          "application.conf:2: banyan.tree.children[0].links: a child cannot be"
                              + " linked with itself"),
              m ->
                  assertThat(m)
                      .isEqualTo(
                          "application.conf:3: banyan.tree.children[1].links: there is no child"
                              + " nobody in the tree"),
              m ->
                  assertThat(m)
                      .startsWith(
                          "application.conf:3: banyan.tree.children[1].links[1]: must be 1 to 64"),
              m ->
                  assertThat(m)
                      .isEqualTo(
                          "application.conf:4: banyan.tree.children[2].children[0].links: s: a child"
                              + " cannot be linked with a supervisor above it"),
              m ->
                  assertThat(m)
                      .startsWith("application.conf:5: banyan.tree.children[3].links: must be"));
    }

    @Test
    void are_not_for_the_root() {
      assertThat(
              sources.mistakes(
                  "banyan.tree { links = [a], children = [ { id = a, command = x } ] }"))
          .singleElement()
          .asString()
          .contains("banyan.tree.links: is for a child");
    }
  }

  @Nested
  class Roots {

    @Test
    void without_banyan_or_tree() {
      assertThat(sources.mistakes("my-app = 1"))
          .singleElement()
          .asString()
          .startsWith("application.conf: banyan: is missing");
      assertThat(sources.mistakes("\nbanyan.name = x"))
          .singleElement()
          .asString()
          .startsWith("application.conf:2: banyan.tree: is missing");
      assertThat(sources.mistakes("banyan = 5"))
          .singleElement()
          .asString()
          .contains("must be an object");
    }

    @Test
    void with_a_slip_of_the_fingers() {
      assertThat(sources.mistakes("\nbaynan.tree {}"))
          .containsExactly("application.conf:2: baynan: unknown key; did you mean banyan?");
    }
  }
}
