package io.banyan.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessCommandTest {

  @Test
  void more_arguments_follow_those_of_a_program() {
    assertThat(new ProcessCommand.Argv(List.of("mail", "-v")).with(List.of("to", "me")).argv())
        .containsExactly("mail", "-v", "to", "me");
  }

  @Test
  void a_line_of_the_shell_sees_them_as_parameters() {
    assertThat(new ProcessCommand.Shell("echo $1").with(List.of("me")).argv())
        .containsExactly("/bin/sh", "-c", "echo $1", "sh", "me");
  }

  @Test
  void without_any_it_stays_as_it_is() {
    ProcessCommand line = new ProcessCommand.Shell("true");

    assertThat(line.with(List.of())).isSameAs(line);
  }
}
