package io.banyan.runtime.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.fixture.Await;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is used where there is no /proc, tried where there may be one. */
class HandleInspectorIT {

  private final ProcessInspector inspector = new HandleInspector();
  private final Process process;

  HandleInspectorIT() throws IOException {
    process = new ProcessBuilder("/bin/sh", "-c", "sleep 1000 & wait").start();
  }

  @AfterEach
  void end() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Test
  void a_process_is_told_with_its_parent_and_its_command() {
    ProcessSummary found = inspector.find(process.pid()).orElseThrow();

    assertThat(found.parent()).isEqualTo(ProcessHandle.current().pid());
    assertThat(found.command()).endsWith("-c", "sleep 1000 & wait");
    assertThat(inspector.info(found.identity())).isPresent();
    assertThat(inspector.info(new ProcessIdentity(found.pid(), 1))).isEmpty();
    assertThat(new ProcessSearch(inspector.all()).find(found.identity())).isPresent();
  }

  @Test
  void families_are_sampled() {
    ProcessIdentity identity = inspector.find(process.pid()).orElseThrow().identity();
    ProcessIdentity anybody = new ProcessIdentity(process.pid(), 0);
    try (ProcessSampler sampler = new HandleSampler()) {
      Await.until(
          "the family of two",
          () -> sampler.sampleFamilies(List.of(identity)).get(identity).processes() == 2);
      assertThat(sampler.sample(List.of(anybody, new ProcessIdentity(process.pid(), 1))))
          .containsOnlyKeys(anybody);
    }
  }

  @Test
  void ports_are_not_told_and_that_is_said() {
    assertThatThrownBy(() -> inspector.listeningOn(80))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
