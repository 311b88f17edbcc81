package io.banyan.runtime.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcFs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcSamplerTest {

  private static final ProcessIdentity WEB = new ProcessIdentity(10, 100);
  private static final long TICK = 10_000_000;
  private static final long PAGE = 16384;

  @TempDir Path proc;
  private ProcessSampler sampler;

  /** 100 ticks a second and pages of 16 KiB. */
  @BeforeEach
  void units() throws IOException {
    ByteBuffer auxv = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
    auxv.putLong(6).putLong(PAGE).putLong(17).putLong(100).putLong(0).putLong(0);
    Files.createDirectories(proc.resolve("self"));
    Files.write(proc.resolve("self/auxv"), auxv.array());
    sampler = new ProcSampler(new ProcFs(proc.toString()));
  }

  @AfterEach
  void close() {
    sampler.close();
  }

  @Test
  void a_process_alone_has_its_own_time() throws IOException {
    write(10, "S 5 10 10", "3 4 50 60", 100, 7);

    assertThat(sampler.sample(List.of(WEB)))
        .containsOnly(Map.entry(WEB, new ProcessUsage(7 * TICK, 7 * PAGE, 4096, 2)));
  }

  @Test
  void each_sample_is_fresh() throws IOException {
    write(10, "S 5 10 10", "3 4 50 60", 100, 7);
    sampler.sample(List.of(WEB));
    write(10, "S 5 10 10", "5 4 50 60", 100, 8);

    assertThat(sampler.sample(List.of(WEB)).get(WEB))
        .isEqualTo(new ProcessUsage(9 * TICK, 8 * PAGE, 4096, 2));
  }

  @Test
  void who_has_ended_is_missing() throws IOException {
    write(10, "S 5 10 10", "3 4 0 0", 100, 7);
    write(11, "Z 5 11 11", "3 4 0 0", 110, 0);
    ProcessIdentity reused = new ProcessIdentity(10, 99);
    ProcessIdentity zombie = new ProcessIdentity(11, 110);
    ProcessIdentity gone = new ProcessIdentity(12, 120);

    assertThat(sampler.sample(List.of(reused, zombie, gone))).isEmpty();
    assertThat(sampler.sampleFamilies(List.of(reused, zombie, gone))).isEmpty();
  }

  @Test
  void a_family_has_the_time_of_those_that_have_ended() throws IOException {
    write(5, "S 1 5 5", "1000 0 0 0", 50, 1000);
    write(10, "S 5 10 10", "3 4 50 60", 100, 7);
    write(11, "S 10 10 10", "1 0 0 0", 110, 2);
    write(12, "Z 10 10 10", "5 0 0 0", 120, 0);

    FamilyUsage family = sampler.sampleFamilies(List.of(WEB)).get(WEB);

    assertThat(family.own()).isEqualTo(new ProcessUsage(7 * TICK, 7 * PAGE, 4096, 2));
    assertThat(family.total().cpuNanos()).isEqualTo((117 + 1 + 5) * TICK);
    assertThat(family.total().rssBytes()).isEqualTo(9 * PAGE);
    assertThat(family.total().threads()).isEqualTo(4);
    assertThat(family.processes()).isEqualTo(2);
  }

  private void write(long pid, String who, String ticks, long startTime, long pages)
      throws IOException {
    Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
    Files.writeString(
        folder.resolve("stat"),
        "%d (sh) %s 0 -1 0 0 0 0 0 %s 20 0 2 0 %d 4096 %d 1 2"
            .formatted(pid, who, ticks, startTime, pages));
  }
}
