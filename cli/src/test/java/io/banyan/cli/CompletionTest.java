package io.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.cli.console.Console;
import io.banyan.cli.text.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletionTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console = new Console(stream(out), stream(err), new Style(false), Map.of());

  @Test
  void knows_the_commands_and_their_options() {
    assertThat(Banyan.run(console, "completion")).isZero();

    assertThat(text(out))
        .startsWith("#!/usr/bin/env bash")
        .contains("-F _complete_banyan")
        .contains("kill-tree", "--max-restarts", "--fault-domain");
  }

  @Test
  void tells_which_shells_it_knows() {
    assertThat(Banyan.run(console, "completion", "tcsh")).isEqualTo(2);

    assertThat(text(err)).isEqualTo("banyan: there is none for tcsh, but bash and zsh\n");
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
