package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesReaderTest {

  private static final String TREE = "banyan { name = shop, tree.children = [{id=a,command=x}] }\n";

  @TempDir Path folder;

  @Test
  void the_xdg_folders_are_the_default() {
    assertThat(read("", Map.of("XDG_STATE_HOME", "/s", "XDG_RUNTIME_DIR", folder.toString())))
        .isEqualTo(
            new Directories(
                Path.of("/s/banyan/shop"),
                Path.of("/s/banyan/shop/log"),
                folder.resolve("banyan/shop")));
  }

  @Test
  void without_xdg_the_home_is_used_and_the_runtime_folder_is_below_the_state() {
    Path state = Path.of("/h/.local/state/banyan/shop");
    Directories expected = new Directories(state, state.resolve("log"), state.resolve("run"));
    assertThat(read("", Map.of("HOME", "/h"))).isEqualTo(expected);
    assertThat(
            read(
                "",
                Map.of("HOME", "/h", "XDG_STATE_HOME", "relative", "XDG_RUNTIME_DIR", "/no/such")))
        .isEqualTo(expected);
  }

  @Test
  void our_variables_name_exactly_the_folder() {
    Map<String, String> variables =
        Map.of("BANYAN_STATE_DIR", "/a", "BANYAN_LOG_DIR", "/b", "BANYAN_PID_DIR", "/c");
    assertThat(read("", variables))
        .isEqualTo(new Directories(Path.of("/a"), Path.of("/b"), Path.of("/c")));
  }

  @Test
  void the_file_wins_over_the_variables_and_is_relative_to_its_folder() {
    assertThat(
            read(
                "banyan.directories { state = var, runtime = /run/x }",
                Map.of("BANYAN_STATE_DIR", "/a", "BANYAN_PID_DIR", "/c")))
        .isEqualTo(
            new Directories(folder.resolve("var"), folder.resolve("var/log"), Path.of("/run/x")));
  }

  private Directories read(String content, Map<String, String> variables) {
    return new Sources(folder).declaration(TREE + content, variables).directories();
  }
}
