package io.banyan.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.config.DeclarationLoader;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsSectionTest {

  @TempDir Path folder;

  private LoadResult load(String metrics) throws IOException {
    Path file = folder.resolve("application.conf");
    Files.writeString(
        file,
        "banyan.tree.children = [ { id = one, command = x } ]\nbanyan.metrics { %s }\n"
            .formatted(metrics));
    return DeclarationLoader.load(
        file, Map.of("HOME", folder.toString()), List.of(new MetricsSection()));
  }

  private MetricsSettings settings(String metrics) throws IOException {
    LoadResult result = load(metrics);
    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    return MetricsSettings.of(((LoadResult.Loaded) result).declaration());
  }

  private List<String> mistakes(String metrics) throws IOException {
    LoadResult result = load(metrics);
    assertThat(result).isInstanceOf(LoadResult.Invalid.class);
    return ((LoadResult.Invalid) result).mistakes().stream().map(Mistake::message).toList();
  }

  @Test
  void by_default_metrics_are_counted_and_need_the_token_of_the_control_server()
      throws IOException {
    assertThat(settings(""))
        .isEqualTo(new MetricsSettings(true, true, false, Optional.empty(), Optional.empty()));
  }

  @Test
  void everything_can_be_set_and_the_token_file_is_beside_the_configuration() throws IOException {
    assertThat(
            settings(
                "enabled = false, per-process = false, token-file = t, port = 0, host = \"::\""))
        .isEqualTo(
            new MetricsSettings(
                false,
                false,
                false,
                Optional.of(folder.toRealPath().resolve("t")),
                Optional.of(new MetricsSettings.Listener("::", 0))));
    assertThat(settings("port = 9464").listener())
        .contains(new MetricsSettings.Listener("127.0.0.1", 9464));
  }

  @Test
  void all_mistakes_are_told_at_once() throws IOException {
    assertThat(mistakes("token-free = true, token-file = t, host = \" \", port = 70000, prot = 1"))
        .hasSize(4)
        .anyMatch(message -> message.contains("token-free = true"))
        .anyMatch(message -> message.contains("is empty"))
        .anyMatch(message -> message.contains("65535"))
        .anyMatch(message -> message.contains("unknown key; did you mean port?"));
    assertThat(mistakes("host = localhost")).singleElement().asString().contains("without port");
    assertThat(mistakes("token-file = \"\"")).singleElement().asString().contains("is empty");
  }
}
