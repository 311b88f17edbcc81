package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.banyan.runtime.process.Environment;
import io.banyan.runtime.process.ProcessSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentFileTest {

  @Nested
  class Lines {

    @Test
    void name_values_and_may_say_nothing() {
      assertThat(variables("A=1\n\n# no\n  ; no\n  export B = two words \nC=\r\nA=3"))
          .containsExactly(entry("A", "3"), entry("B", "two words"), entry("C", ""));
    }

    @Test
    void take_a_value_without_quotes_as_it_is() {
      assertThat(variables("URL=http://x/?a=b#c\nPRICE=$5\nWORD=it's\nPATH=a\\b"))
          .containsExactly(
              entry("URL", "http://x/?a=b#c"),
              entry("PRICE", "$5"),
              entry("WORD", "it's"),
              entry("PATH", "a\\b"));
    }

    @Test
    void keep_blanks_and_hashes_in_quotes_and_have_comments_behind_them() {
      assertThat(variables("A=' a # b ' # this\nB=\"x # y\"\nC=''\n"))
          .containsExactly(entry("A", " a # b "), entry("B", "x # y"), entry("C", ""));
    }

    @Test
    void know_escapes_in_double_quotes_only() {
      assertThat(variables("A=\"\\\"\\\\\\$\\`\\n\\t\\x\"\nB='\\n\"'"))
          .containsExactly(entry("A", "\"\\$`\n\t\\x"), entry("B", "\\n\""));
    }

    @Test
    void go_on_in_quotes() {
      assertThat(variables("KEY=\"one\r\ntwo=2\n\"\nB=1"))
          .containsExactly(entry("KEY", "one\ntwo=2\n"), entry("B", "1"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "A=1~hunter2|2|must be NAME=VALUE",
          "hun ter=2|1|the name before",
          "=x|1|the name before",
          "9=x|1|the name before",
          "A=1~~B=\"hunter2~C=2|3|the quote that begins the value does not end",
          "A='1~2' hunter2|2|there is more behind the closing quote",
          "A=hunter2\\|1|ends with a backslash",
          "export|1|must be NAME=VALUE"
        })
    void that_are_wrong_are_told_without_what_they_say(String text, int line, String message) {
      List<EnvironmentFile.Problem> problems =
          EnvironmentFile.parse(text.replace('~', '\n')).problems();

      assertThat(problems).hasSize(1);
      assertThat(problems.get(0).line()).isEqualTo(line);
      assertThat(problems.get(0).message()).startsWith(message).doesNotContain("hun");
    }

    private Map<String, String> variables(String text) {
      EnvironmentFile file = EnvironmentFile.parse(text);
      assertThat(file.problems()).isEmpty();
      return file.variables();
    }
  }

  @Nested
  class OfAChild {

    @TempDir Path folder = Path.of("set by JUnit");
    private Sources sources = new Sources(folder);

    @BeforeEach
    void sources() {
      sources = new Sources(folder);
      sources.write("a.env", "A=1\nB=1\nC=1\n");
      sources.write("b.env", "B=2\nC=2\n");
    }

    @Test
    void is_relative_to_the_declaration() {
      assertThat(process("env-file = a.env").environment().applyTo(Map.of()))
          .isEqualTo(Map.of("A", "1", "B", "1", "C", "1"));
    }

    @Test
    void yields_to_later_ones_and_all_to_env() {
      Environment environment =
          process("env-file = [a.env, b.env], env { C = 3, A = null }").environment();

      assertThat(environment.applyTo(Map.of())).isEqualTo(Map.of("B", "2", "C", "3"));
    }

    @Test
    void makes_another_process_of_it_when_it_is_another_when_it_is_loaded_again() {
      ProcessSpec before = process("env-file = a.env");
      assertThat(process("env-file = a.env")).isEqualTo(before);

      sources.write("a.env", "A=2\n");

      assertThat(process("env-file = a.env")).isNotEqualTo(before);
    }

    @Test
    void is_told_where_it_is_wrong() {
      sources.write("wrong.env", "A=1\nhunter2\n");

      assertThat(sources.mistakesOfProcess("env-file = [wrong.env, none.env]"))
          .containsExactly(
              "none.env: banyan.tree.children[0].env-file: there is no such file",
              "wrong.env:2: banyan.tree.children[0].env-file: must be NAME=VALUE");
    }

    @Test
    void has_a_name() {
      assertThat(sources.mistakesOfProcess("env-file = { x = 1 }"))
          .singleElement()
          .asString()
          .contains("env-file[0]: must be a string, not an object");
    }

    @Test
    void can_be_a_default_of_all() {
      TreeDeclaration tree =
          sources.declaration(
              "banyan { defaults.process.env-file = a.env\n"
                  + "tree.children = [{ id = a, command = x }] }");

      assertThat(Sources.processOf(tree.tree().children().get(0)).process().environment().changes())
          .containsEntry("A", Optional.of("1"));
    }

    @Test
    void is_not_shown_when_its_process_is() {
      sources.write("secret.env", "PASSWORD=hunter2");

      assertThat(process("env-file = secret.env").toString())
          .contains("PASSWORD")
          .doesNotContain("hunter2");
    }

    private ProcessSpec process(String keys) {
      return Sources.processOf(sources.process(keys)).process();
    }
  }
}
