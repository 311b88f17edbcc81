package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.output.LineFormat;
import io.banyan.runtime.output.LogLayout;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.PatternSpec;
import io.banyan.runtime.output.Timestamps;
import io.banyan.runtime.output.rotation.Rotation;
import io.banyan.runtime.probe.ReadyCondition;
import io.banyan.runtime.probe.ReadySpec;
import io.banyan.runtime.process.ProcessSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputReaderTest {

  private static final Set<OutputStreamKind> BOTH = Set.of(OutputStreamKind.values());

  @TempDir private Path folder = Path.of("");

  @Test
  void a_log_grows_for_ever_and_is_what_is_written_unless_declared() {
    OutputSpec output = process("").output();

    assertThat(output.stdout().rotation()).isEqualTo(new Rotation(0, Duration.ZERO, 5, false));
    assertThat(output.stderr().layout()).isEqualTo(LogLayout.RAW);
    assertThat(output.patterns()).isEmpty();
  }

  @Test
  void rotation_and_layout_are_of_each_stream() {
    OutputSpec output =
        process(
                "stdout { max-size = 10MiB, max-age = 1d, max-files = 3, compress = gzip }\n"
                    + "stderr { format = json, timestamps = local, compress = true }")
            .output();

    assertThat(output.stdout().rotation())
        .isEqualTo(new Rotation(10 << 20, Duration.ofDays(1), 3, true));
    assertThat(output.stderr().layout())
        .isEqualTo(new LogLayout(LineFormat.JSON, Timestamps.LOCAL));
    assertThat(output.stderr().rotation()).isEqualTo(new Rotation(0, Duration.ZERO, 5, true));
  }

  @Test
  void patterns_have_defaults() {
    OutputSpec output =
        process(
                "patterns = [{ regex = \"ERROR\" },"
                    + " { name = oom, regex = memory, stream = stderr, action = alert }]")
            .output();

    assertThat(output.patterns())
        .containsExactly(
            new PatternSpec("ERROR", "ERROR", BOTH, PatternSpec.Action.EVENT),
            new PatternSpec(
                "oom", "memory", Set.of(OutputStreamKind.STDERR), PatternSpec.Action.ALERT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"both", "any"})
  void both_streams_have_one_name_everywhere_and_an_older_one(String word) {
    ProcessSpec process =
        process(
            ("ready { log = up, stream = %s }, patterns = [{ regex = a, stream = %s }]")
                .formatted(word, word));

    assertThat(process.output().patterns().get(0).streams()).isEqualTo(BOTH);
    assertThat(process.probes().ready().orElseThrow().condition())
        .isEqualTo(new ReadyCondition.LogLine("up", BOTH));
  }

  @Test
  void a_pattern_for_ready_is_a_condition_with_the_times_of_ready() {
    ProcessSpec process =
        process("ready.timeout = 7s, patterns = [{regex = up, stream = stdout, action = ready}]");

    assertThat(process.output().patterns()).isEmpty();
    assertThat(process.probes().ready())
        .contains(
            new ReadySpec(
                new ReadyCondition.LogLine("up", Set.of(OutputStreamKind.STDOUT)),
                Duration.ofSeconds(7),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stdout.max-size = 1kB | stdout.max-size: must be a size of at least 1KiB, or 0 for no limit,",
        "stdout.max-size = 5 | stdout.max-size: a size needs a unit",
        "stdout.max-age = 10ms | stdout.max-age: must be a duration of at least 1s, or 0s",
        "stderr.max-files = -1 | stderr.max-files: must be a whole number from 0 to 1000",
        "stderr.compress = zstd | stderr.compress: must be gzip, none, true or false",
        "stderr.timestamps = utc | stderr.timestamps: must be one of none, iso, local",
        "stderr.format = xml | stderr.format: must be one of text, json",
        "stdout { log = x, max-size = 1MiB }, stderr.log = x | stderr.log: is the file of stdout",
        "patterns = [{}] | patterns[0].regex: is missing",
        "patterns = [{regex = \"(\"}] | patterns[0].regex: must be a regular expression",
        "patterns = [{regex = a, stream = stdin}] | patterns[0].stream: must be one of both,",
        "patterns = [{regex = a, acton = alert}] | patterns[0].acton: unknown key",
        "patterns = [{regex = a}, {regex = a}] | patterns[1].name: there is another pattern",
        "ready.tcp = 1, patterns = [{regex = a, action = ready}] | patterns[0].action: ready has tcp",
      })
  void mistakes_are_told_with_what_is_allowed(String text, String mistake) {
    assertThat(new Sources(folder).mistakesOfProcess(text))
        .singleElement()
        .asString()
        .startsWith("application.conf:2: banyan.tree.children[0]." + mistake);
  }

  private ProcessSpec process(String text) {
    return Sources.processOf(new Sources(folder).process(text)).process();
  }
}
