package io.banyan.runtime.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.inspect.FamilyUsage;
import io.banyan.runtime.inspect.ProcessUsage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsageMeterTest {

  @Test
  void the_first_load_is_that_since_the_start() {
    UsageMeter meter = new UsageMeter(seconds(10));

    assertThat(meter.read(sample(1.5, 3), seconds(20))).isEqualTo(new Usage(15, 100, 30, 300, 2));
  }

  @Test
  void later_loads_are_those_since_the_sample_before() {
    UsageMeter meter = new UsageMeter(0);
    meter.read(sample(50, 60), seconds(100));

    assertThat(meter.read(sample(50.5, 62), seconds(101)).cpuPercent()).isEqualTo(50);
    assertThat(meter.read(sample(50.5, 62), seconds(102)).treeCpuPercent()).isZero();
  }

  @Test
  void time_that_left_the_tree_is_no_negative_load() {
    UsageMeter meter = new UsageMeter(0);
    meter.read(sample(10, 60), seconds(100));

    Usage usage = meter.read(sample(10.25, 20), seconds(101));

    assertThat(usage.cpuPercent()).isEqualTo(25);
    assertThat(usage.treeCpuPercent()).isEqualTo(25);
    assertThat(meter.read(sample(10.25, 20.5), seconds(102)).treeCpuPercent()).isEqualTo(50);
  }

  @Test
  void a_tick_of_a_process_that_has_just_started_is_no_full_load() {
    UsageMeter meter = new UsageMeter(0);

    assertThat(meter.read(sample(0.01, 0.01), 1_000_000).cpuPercent()).isEqualTo(10);
  }

  private static FamilyUsage sample(double ownSeconds, double treeSeconds) {
    return new FamilyUsage(
        new ProcessUsage((long) (ownSeconds * 1e9), 100, 1000, 1),
        new ProcessUsage((long) (treeSeconds * 1e9), 300, 3000, 3),
        2);
  }

  private static long seconds(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
