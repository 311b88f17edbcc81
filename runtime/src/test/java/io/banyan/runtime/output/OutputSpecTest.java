package io.banyan.runtime.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.output.rotation.Rotation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputSpecTest {

  @Test
  void of_another_child_has_files_of_its_own() {
    OutputSpec spec = new OutputSpec(stream("/log/worker.stdout.log"), stream("/log/common.log"));

    OutputSpec renamed = spec.renamed("worker", "worker-7");

    assertThat(renamed.stdout().log()).contains(Path.of("/log/worker-7.stdout.log"));
    assertThat(renamed.stderr().log()).contains(Path.of("/log/common.log.worker-7"));
  }

  @Test
  void of_another_child_is_laid_out_rotated_and_watched_in_the_same_way() {
    LogLayout json = new LogLayout(LineFormat.JSON, Timestamps.LOCAL);
    Rotation daily = new Rotation(1 << 20, Duration.ofDays(1), 3, true);
    PatternSpec pattern =
        new PatternSpec("oom", "memory", Set.of(OutputStreamKind.STDERR), PatternSpec.Action.ALERT);
    StreamSpec stream =
        new StreamSpec(Optional.of(Path.of("/log/a.x")), 10, WhenFull.DROP, true, json, daily);

    OutputSpec renamed = new OutputSpec(stream, stream, List.of(pattern)).renamed("a", "b");

    assertThat(renamed.stderr())
        .isEqualTo(
            new StreamSpec(Optional.of(Path.of("/log/b.x")), 10, WhenFull.DROP, true, json, daily));
    assertThat(renamed.patterns()).containsExactly(pattern);
  }

  private static StreamSpec stream(String log) {
    return new StreamSpec(Optional.of(Path.of(log)), 10);
  }
}
