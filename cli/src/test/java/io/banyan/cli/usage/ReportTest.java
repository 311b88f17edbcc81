package io.banyan.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.usage.Usage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Chart CHART = new Chart(80, true, ZoneOffset.UTC);

  @Test
  void sums_up_what_was_running() {
    Series web = new Series("web", List.of(row(0, "web", 10), down(5, "web"), row(90, "web", 30)));

    assertThat(new Report(false).of(web, CHART).subList(0, 5))
        .containsExactly(
            "web: 3 samples over 1m 30s, not running in 1",
            "",
            "           MIN     AVG     P50     P95     P99     MAX",
            "cpu      10.0%   20.0%   10.0%   30.0%   30.0%   30.0%",
            "memory  1.0MiB  2.0MiB  1.0MiB  3.0MiB  3.0MiB  3.0MiB");
    assertThat(new Report(true).of(web, CHART).get(3)).startsWith("cpu     1.0%");
  }

  @Test
  void says_no_more_of_what_was_never_running() {
    assertThat(new Report(false).of(new Series("web", List.of(down(0, "web"))), CHART))
        .containsExactly("web: 1 samples over 0s, not running in 1");
  }

  @Test
  void compares_with_the_first() {
    List<Series> all =
        Series.of(
            List.of(
                row(0, "a", 10), row(0, "b", 15), row(1, "a", 10), row(1, "b", 25), down(0, "c")));

    List<String> lines = new Report(false).compare(all);

    assertThat(lines).hasSize(4);
    assertThat(lines.get(1).split(" +")).startsWith("a", "2", "10.0%");
    assertThat(lines.get(2).split(" +")).startsWith("b", "2", "20.0%", "+100%", "25.0%", "25.0%");
    assertThat(lines.get(3).split(" +")).startsWith("c", "0", "0.0%", "-");
  }

  @Test
  void programs_get_whole_bytes() {
    assertThat(
            new Report(false)
                .json(new Series("web", List.of(row(0, "web", 10))))
                .object("rssBytes")
                .flatMap(bytes -> bytes.number("avg")))
        .contains(1_048_576L);
  }

  private static UsageRow row(int second, String id, int cpu) {
    return new UsageRow(
        Instant.ofEpochSecond(second),
        id,
        OptionalLong.of(1),
        Optional.of(new Usage(cpu / 10.0, 7, cpu, cpu / 10 * 1_048_576L, 2)));
  }

  private static UsageRow down(int second, String id) {
    return new UsageRow(Instant.ofEpochSecond(second), id, OptionalLong.empty(), Optional.empty());
  }
}
