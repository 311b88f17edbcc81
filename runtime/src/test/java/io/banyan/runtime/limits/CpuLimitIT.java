package io.banyan.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.launch.LaunchOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A busy group of processes against the wall clock. Too much is always a failure; too little only
 * where the rest of the machine left the group enough.
 */
class CpuLimitIT {

  private static final int PERCENT = 40;
  private static final double TOLERANCE = 5.0;
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final double TICKS_PER_SECOND = 100;

  private final LimitedProcesses processes = new LimitedProcesses();

  @AfterEach
  void end() {
    processes.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cgroup-v2", "cgroup-v1", "sampling"})
  void a_busy_group_gets_its_share_and_no_more(String mechanism, TestReporter reporter) {
    String missing = processes.start(mechanism, Resource.CPU);
    assumeTrue(missing.isEmpty(), missing);
    processes.run(
        "web",
        Limits.NONE.withCpuPercent(PERCENT),
        LaunchOptions.NONE,
        Fixtures.command("burn-in-children", "3"));
    Await.until("the children", () -> processes.groupOf("web").size() >= 4);

    double idleBefore = idleSeconds();
    double usedBefore = usedSeconds();
    long start = System.nanoTime();
    Await.until("the end of the window", () -> System.nanoTime() - start >= WINDOW.toNanos());
    double used = usedSeconds() - usedBefore;
    double seconds = (System.nanoTime() - start) / 1e9;
    double idle = idleSeconds() - idleBefore;

    double percent = 100 * used / seconds;
    reporter.publishEntry(mechanism, "limit %d %%, used %.1f %%".formatted(PERCENT, percent));
    assertThat(percent).isLessThanOrEqualTo(PERCENT + TOLERANCE);
    assumeTrue(
        percent >= PERCENT - TOLERANCE || idle * 100 / seconds >= PERCENT,
        "the machine is too busy to give the group its share");
    assertThat(percent).isGreaterThanOrEqualTo(PERCENT - TOLERANCE);
    assertThat(processes.inForce("web").limits().get(0).mechanism().text()).isEqualTo(mechanism);
  }

  private double usedSeconds() {
    return ProcessTable.cpuNanos(processes.groupOf("web")) / 1e9;
  }

  /** Of all cores together. */
  private static double idleSeconds() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      String[] fields = lines.findFirst().orElseThrow().split("\\s+");
      return Long.parseLong(fields[4]) / TICKS_PER_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
