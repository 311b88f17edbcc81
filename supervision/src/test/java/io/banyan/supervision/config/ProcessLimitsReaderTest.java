package io.banyan.supervision.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.limits.Limits;
import io.banyan.runtime.process.ProcessSpec;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessLimitsReaderTest {

  private static final long MIB = 1024 * 1024;

  @TempDir private Path folder = Path.of("");

  @Test
  void there_is_no_limit_unless_asked_for() {
    ProcessSpec process = process("");

    assertThat(process.limits()).isEqualTo(Limits.NONE);
    assertThat(process.options()).isEqualTo(LaunchOptions.NONE);
  }

  @Test
  void reads_each_limit() {
    ProcessSpec process =
        process(
            "limits { memory = 64MiB, cpu-percent = 50, timeout = 10m, open-files = 64,"
                + " processes = 9 }");

    assertThat(process.limits())
        .isEqualTo(
            Limits.NONE
                .withMemory(64 * MIB)
                .withCpuPercent(50)
                .withTimeout(Duration.ofMinutes(10)));
    assertThat(process.options()).isEqualTo(LaunchOptions.NONE.withOpenFiles(64).withProcesses(9));
  }

  @Test
  void lays_the_limits_of_a_child_over_those_of_all() {
    String defaults = "banyan.defaults.process.limits { memory = 1GiB, timeout = 1h }\n";
    String tree = "banyan.tree.children = [{ id = a, command = x, limits.memory = 2MiB }]";

    assertThat(
            Sources.processOf(
                    new Sources(folder).declaration(defaults + tree).tree().children().get(0))
                .process()
                .limits())
        .isEqualTo(Limits.NONE.withMemory(2 * MIB).withTimeout(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memory = 64 | memory: a size needs a unit, such as 64MiB, not a bare number",
        "memory = \"64\" | memory: a size needs a unit",
        "memory = 1023KiB | memory: must be a size of at least 1MiB",
        "memory = -1MiB | memory: must be a size",
        "memory = much | memory: must be a size with a unit (B, kB, KiB,",
        "memory = 9999999999999999999GiB | memory: must be a size",
        "cpu-percent = 0 | cpu-percent: must be a whole number from 1 to",
        "cpu-percent = 1000000 | cpu-percent: must be a whole number from 1 to",
        "timeout = 5 | timeout: a duration needs a unit",
        "timeout = 0s | timeout: must be a duration from",
        "open-files = 2 | open-files: must be a whole number of at least 3",
        "processes = 0 | processes: must be a whole number of at least 1",
        "memroy = 64MiB | memroy: unknown key; did you mean memory?",
      })
  void refuses_what_is_no_limit(String limit, String mistake) {
    assertThat(new Sources(folder).mistakesOfProcess("limits { " + limit + " }"))
        .singleElement()
        .asString()
        .contains("limits." + mistake);
  }

  @Test
  void is_not_for_a_supervisor() {
    assertThat(
            new Sources(folder)
                .mistakes(
                    "banyan.tree.children = [\n"
                        + "{ id = s, limits.memory = 1GiB,"
                        + " children = [{ id = a, command = x }] }\n]"))
        .singleElement()
        .asString()
        .contains("limits: is for a process, and this is a supervisor");
  }

  private ProcessSpec process(String keys) {
    return Sources.processOf(new Sources(folder).process(keys)).process();
  }
}
