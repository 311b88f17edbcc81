package io.banyan.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.containment.OnRuntimeDeath;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final ProcessSpec SPEC =
      spec(List.of("web", "--port", "80"), Map.of("A", Optional.of("1")), Signal.TERM);

  @Test
  void is_the_same_for_what_can_be_changed_about_a_running_process() {
    assertThat(
            Fingerprint.of(
                spec(List.of("web", "--port", "80"), Map.of("A", Optional.of("1")), Signal.INT)))
        .isEqualTo(Fingerprint.of(SPEC));
    assertThat(Fingerprint.of(SPEC.withOnRuntimeDeath(OnRuntimeDeath.ADOPT)))
        .isEqualTo(Fingerprint.of(SPEC));
  }

  @Test
  void is_another_for_another_command_or_variable() {
    assertThat(
            List.of(
                SPEC,
                spec(List.of("web", "--port", "81"), Map.of("A", Optional.of("1")), Signal.TERM),
                spec(List.of("web", "--port, 80", ""), Map.of("A", Optional.of("1")), Signal.TERM),
                spec(List.of("web", "--port", "80"), Map.of("A", Optional.empty()), Signal.TERM),
                spec(List.of("web", "--port", "80"), Map.of(), Signal.TERM)))
        .extracting(Fingerprint::of)
        .doesNotHaveDuplicates();
  }

  private static ProcessSpec spec(
      List<String> command, Map<String, Optional<String>> variables, Signal stopSignal) {
    StreamSpec stream = new StreamSpec(Optional.of(Path.of("/log")), 10);
    return new ProcessSpec(
        new ProcessCommand.Argv(command),
        Path.of("/"),
        new Environment(false, variables),
        stopSignal,
        Shutdown.within(Duration.ofSeconds(1)),
        Set.of(0),
        new OutputSpec(stream, stream));
  }
}
