package io.banyan.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.usage.Usage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {

  @Test
  void a_column_is_as_high_as_its_value() {
    assertThat(chart(80, true).draw(series(60, 30, 35, 1, 0), Measure.CPU, false))
        .containsExactly(
            "     60.0% |█",
            "           |█",
            "           |█ ▄",
            "           |███",
            "           |███",
            "      0.0% |███▁▁",
            "            00:00:00");
  }

  @Test
  void ascii_is_enough_where_there_is_no_more() {
    List<String> lines = chart(80, false).draw(series(60, 30, 45), Measure.CPU, false);

    assertThat(lines)
        .containsExactly(
            "     60.0% |#",
            "           |# :",
            "           |# #",
            "           |###",
            "           |###",
            "      0.0% |###",
            "            00:00:00");
  }

  @Test
  void a_time_without_a_process_is_blank() {
    assertThat(chart(80, true).draw(series(60, -1, 60), Measure.CPU, false).get(5))
        .isEqualTo("      0.0% |█ █");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 79, 80, 200})
  void it_is_never_wider_than_the_screen_and_loses_no_peak(int width) {
    double[] values = new double[1000];
    values[777] = 90;

    List<String> lines = chart(width, true).draw(series(values), Measure.CPU, false);

    assertThat(lines).allMatch(line -> line.length() <= width);
    assertThat(lines.get(0)).startsWith("     90.0% |").contains("█");
    assertThat(lines.get(6)).contains("00:00:00").endsWith("00:16:39");
  }

  @Test
  void what_uses_nothing_is_a_line_at_the_bottom() {
    assertThat(chart(80, true).draw(series(0, 0), Measure.MEMORY, false))
        .containsExactly(
            "        0B |",
            "           |",
            "           |",
            "           |",
            "           |",
            "        0B |▁▁",
            "            00:00:00");
  }

  private static Chart chart(int width, boolean unicode) {
    return new Chart(width, unicode, ZoneOffset.UTC);
  }

  /** One value a second; a negative one is a moment without a process. */
  private static Series series(double... cpu) {
    List<UsageRow> rows = new ArrayList<>();
    IntStream.range(0, cpu.length)
        .forEach(
            i ->
                rows.add(
                    new UsageRow(
                        Instant.ofEpochSecond(i),
                        "web",
                        OptionalLong.empty(),
                        cpu[i] < 0
                            ? Optional.empty()
                            : Optional.of(new Usage(0, 0, cpu[i], 0, 1)))));
    return new Series("web", rows);
  }
}
