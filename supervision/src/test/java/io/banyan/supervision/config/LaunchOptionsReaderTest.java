package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.launch.LaunchOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchOptionsReaderTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void nothing_is_changed_unless_asked_for() {
    assertThat(options("")).isEqualTo(LaunchOptions.NONE);
  }

  @Test
  void reads_user_group_umask_and_nice() {
    assertThat(options("user = mailer, group = 33, umask = \"022\", nice = -5"))
        .isEqualTo(
            LaunchOptions.NONE.withUser("mailer").withGroup("33").withUmask(022).withNice(-5));
  }

  @Test
  void takes_what_a_child_does_not_say_from_the_defaults() {
    String defaults = "banyan.defaults.process { user = mailer, umask = \"077\" }\n";
    String tree = "banyan.tree.children = [{ id = a, command = x, umask = \"002\" }]";

    assertThat(
            Sources.processOf(
                    new Sources(folder).declaration(defaults + tree).tree().children().get(0))
                .process()
                .options())
        .isEqualTo(LaunchOptions.NONE.withUser("mailer").withUmask(002));
  }

  @ParameterizedTest
  @ValueSource(strings = {"022", "18", "\"888\"", "\"1777\"", "\"\"", "\"u=rwx\"", "\"-22\"", "[]"})
  void refuses_a_umask_that_is_not_octal_digits_in_quotes(String umask) {
    assertThat(new Sources(folder).mistakesOfProcess("umask = " + umask))
        .singleElement()
        .asString()
        .contains("umask: must be octal digits in quotes, \"000\" to \"777\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-21", "20", "1.5", "low"})
  void refuses_a_nice_out_of_range(String nice) {
    assertThat(new Sources(folder).mistakesOfProcess("nice = " + nice))
        .singleElement()
        .asString()
        .contains("nice: must be a whole number from -20 to 19");
  }

  @ParameterizedTest
  @CsvSource({"user, ''", "group, ' '", "user, a:b"})
  void refuses_what_cannot_name_an_account(String key, String name) {
    assertThat(new Sources(folder).mistakesOfProcess(key + " = \"" + name + "\""))
        .singleElement()
        .asString()
        .contains(key + ": must be a name or number known to the system");
  }

  @Test
  void is_not_for_a_supervisor() {
    assertThat(
            new Sources(folder)
                .mistakes(
                    "banyan.tree.children = [\n"
                        + "{ id = s, nice = 1, children = [{ id = a, command = x }] }\n]"))
        .singleElement()
        .asString()
        .contains("nice: is for a process, and this is a supervisor");
  }

  private LaunchOptions options(String keys) {
    return Sources.processOf(new Sources(folder).process(keys)).process().options();
  }
}
