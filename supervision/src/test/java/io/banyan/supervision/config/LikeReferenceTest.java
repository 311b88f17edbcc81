package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikeReferenceTest {

  @TempDir Path folder = Path.of("set by JUnit");

  @Test
  void settings_of_other_modules_may_be_set_as_their_reference_allows() throws IOException {
    assertThat(
            mistakes(
                "engine { kind = portable, output-threads = 2 }",
                "guardian { enabled = false, grace = 0s }",
                "launch-dispatcher { shutdown-timeout = 1s }"))
        .isEmpty();
  }

  @Test
  void a_key_that_they_do_not_have_and_a_value_of_another_type_are_mistakes() throws IOException {
    assertThat(
            mistakes(
                "engine { kidn = portable }",
                "guardian { grace = 5, enabled = perhaps }",
                "process { output-drain-limit = [] }"))
        .extracting(Mistake::path)
        .containsExactlyInAnyOrder(
            "banyan.engine.kidn",
            "banyan.guardian.grace",
            "banyan.guardian.enabled",
            "banyan.process.output-drain-limit");
  }

  private List<Mistake> mistakes(String... settings) throws IOException {
    Path file = folder.resolve("application.conf");
    Files.writeString(
        file,
        "banyan {\n"
            + String.join("\n", settings)
            + "\ntree.children = [{ id = a, command = \"true\" }]\n}\n");
    LoadResult result = DeclarationLoader.load(file, Map.of("HOME", "/tmp"), List.of());
    return result instanceof LoadResult.Invalid invalid ? invalid.mistakes() : List.of();
  }
}
