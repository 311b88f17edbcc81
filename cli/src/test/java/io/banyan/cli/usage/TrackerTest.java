package io.banyan.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.inspect.FamilyUsage;
import io.banyan.runtime.inspect.ProcessSampler;
import io.banyan.runtime.inspect.ProcessUsage;
import io.banyan.runtime.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrackerTest {

  private final Map<String, Optional<ProcessIdentity>> subjects = new LinkedHashMap<>();
  private final Map<ProcessIdentity, FamilyUsage> figures = new HashMap<>();
  private final AtomicLong nanos = new AtomicLong();
  private final Tracker tracker = new Tracker(() -> subjects, sampler(), nanos::get);

  @Test
  void there_is_a_row_for_each_also_for_those_that_are_down() {
    runs("web", 11, 0);
    subjects.put("mailer", Optional.empty());

    assertThat(look())
        .extracting(row -> row.id() + " " + row.pid().isPresent() + " " + row.usage().isPresent())
        .containsExactly("web true true", "mailer false false");
  }

  @Test
  void a_load_is_that_between_two_looks() {
    runs("web", 11, 100);
    look();
    runs("web", 11, 105);

    assertThat(usage(look().get(0)).treeCpuPercent()).isEqualTo(50);
  }

  @Test
  void who_was_restarted_has_used_its_time_since_the_look_before() {
    runs("web", 11, 100);
    look();
    runs("web", 22, 2);

    assertThat(usage(look().get(0)).treeCpuPercent()).isEqualTo(20);
  }

  private void runs(String name, long pid, int cpuSeconds) {
    ProcessIdentity process = new ProcessIdentity(pid, 1);
    ProcessUsage usage = new ProcessUsage(Duration.ofSeconds(cpuSeconds).toNanos(), 1000, 1000, 1);
    subjects.put(name, Optional.of(process));
    figures.put(process, new FamilyUsage(usage, usage, 1));
  }

  /** Ten seconds later. */
  private List<UsageRow> look() {
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    return tracker.look(Instant.EPOCH);
  }

  private static Usage usage(UsageRow row) {
    return row.usage().orElseThrow();
  }

  private ProcessSampler sampler() {
    return new ProcessSampler() {
      @Override
      public Map<ProcessIdentity, ProcessUsage> sample(Collection<ProcessIdentity> processes) {
        throw new AssertionError("nobody asks");
      }

      @Override
      public Map<ProcessIdentity, FamilyUsage> sampleFamilies(
          Collection<ProcessIdentity> processes) {
        Map<ProcessIdentity, FamilyUsage> found = new HashMap<>(figures);
        found.keySet().retainAll(processes);
        return found;
      }

      @Override
      public void close() {}
    };
  }
}
