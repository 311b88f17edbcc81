package io.banyan.runtime.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputSpecTest {

  @Test
  void of_another_child_has_files_of_its_own() {
    OutputSpec spec = new OutputSpec(stream("/log/worker.stdout.log"), stream("/log/common.log"));

    OutputSpec renamed = spec.renamed("worker", "worker-7");

    assertThat(renamed.stdout().log()).contains(Path.of("/log/worker-7.stdout.log"));
    assertThat(renamed.stderr().log()).contains(Path.of("/log/common.log.worker-7"));
  }

  private static StreamSpec stream(String log) {
    return new StreamSpec(Optional.of(Path.of(log)), 10);
  }
}
