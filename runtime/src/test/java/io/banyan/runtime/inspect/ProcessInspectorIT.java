package io.banyan.runtime.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.proc.ProcStat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against this machine. */
class ProcessInspectorIT {

  @TempDir Path folder;
  private final ProcessInspector inspector = ProcessInspectors.inspector();
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void needs_proc() {
    assumeTrue(ProcStat.available(), "there is no /proc");
  }

  @AfterEach
  void end() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void tells_all_about_a_process() throws Exception {
    ProcessBuilder builder = new ProcessBuilder("/bin/sleep", "1000").directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("COLOUR", "blue");
    ProcessIdentity process = start(builder);

    ProcessInfo info = inspector.info(process).orElseThrow();

    assertThat(info.summary().command()).containsExactly("/bin/sleep", "1000");
    assertThat(info.summary().parent()).isEqualTo(ProcessHandle.current().pid());
    assertThat(info.summary().usage().rssBytes()).isPositive();
    assertThat(info.summary().usage().vsizeBytes()).isPositive();
    assertThat(info.summary().usage().threads()).isEqualTo(1);
    assertThat(info.summary().startedAt().orElseThrow())
        .isCloseTo(
            ProcessHandle.of(process.pid()).orElseThrow().info().startInstant().orElseThrow(),
            new org.assertj.core.data.TemporalUnitWithinOffset(
                5, java.time.temporal.ChronoUnit.SECONDS));
    assertThat(info.places().directory()).contains(folder.toRealPath().toString());
    assertThat(info.places().executable().orElseThrow()).isNotEmpty();
    assertThat(info.environment()).contains(Map.of("COLOUR", "blue"));
    assertThat(info.descriptors().orElseThrow()).containsKeys(0, 1, 2);
    assertThat(info.limits()).extracting("name").contains("open-files", "processes");
    assertThat(info.gid()).isPresent();
    assertThat(info.session()).isPresent();
  }

  @Test
  void tells_nothing_of_another_process_with_its_pid() throws Exception {
    ProcessIdentity process = start(new ProcessBuilder("/bin/sleep", "1000"));

    assertThat(inspector.info(new ProcessIdentity(process.pid(), process.startTime() - 1)))
        .isEmpty();
  }

  @Test
  void finds_who_listens_on_a_port() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<PortUse> uses = inspector.listeningOn(socket.getLocalPort());

      assertThat(uses).hasSize(1);
      assertThat(uses.get(0).protocol()).isEqualTo("tcp");
      assertThat(uses.get(0).processes())
          .extracting(ProcessIdentity::pid)
          .containsExactly(ProcessHandle.current().pid());
    }
  }

  @Test
  void samples_families_with_their_descendants() throws Exception {
    ProcessIdentity shell =
        start(new ProcessBuilder("/bin/sh", "-c", "sleep 1000 & (sleep 1000; :) & wait"));
    try (ProcessSampler sampler = ProcessInspectors.sampler()) {
      Await.until(
          "the family of four",
          () -> sampler.sampleFamilies(List.of(shell)).get(shell).processes() == 4);

      Await.until(
          "the memory of the descendants",
          () -> {
            FamilyUsage family = sampler.sampleFamilies(List.of(shell)).get(shell);
            return family.total().rssBytes() > family.own().rssBytes();
          });
      assertThat(sampler.sample(List.of(shell))).containsOnlyKeys(shell);
    }
  }

  @Test
  void a_tree_is_ended_with_what_ignores_that_and_what_left_its_group() throws Exception {
    ProcessIdentity shell =
        start(
            new ProcessBuilder(
                "/bin/sh",
                "-c",
                "(trap '' TERM; sleep 1000; sleep 1001) & setsid sleep 1002 & wait"));
    Await.until("the family of four", () -> family(shell).size() == 4);
    List<ProcessSummary> family = family(shell);

    TreeKill.Result result;
    try (ProcessEngine engine = ProcessEngines.create(new EngineSettings(EngineSettings.AUTO, 1))) {
      result =
          new TreeKill(inspector, engine::signal, TreeKill.Waiting.ofSystem())
              .kill(shell, Signal.TERM, Duration.ofMillis(300));
    }

    assertThat(result.left()).isEmpty();
    assertThat(result.killed()).isNotEmpty();
    assertThat(family).noneMatch(process -> OsFacts.isAlive(process.pid()));
  }

  private List<ProcessSummary> family(ProcessIdentity root) {
    return new ProcessSearch(inspector.all()).childrenFirst(root);
  }

  private ProcessIdentity start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    started.add(process);
    Await.until(
        "its program and memory",
        () ->
            inspector
                .find(process.pid())
                .filter(now -> now.command().equals(builder.command()))
                .filter(now -> now.usage().rssBytes() > 0) // the kernel counts pages in batches
                .isPresent());
    return ProcessIdentities.of(process.pid()).orElseThrow();
  }
}
