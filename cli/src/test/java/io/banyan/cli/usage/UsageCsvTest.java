package io.banyan.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.runtime.usage.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UsageCsvTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final UsageRow RUNNING =
      new UsageRow(
          TIME, "web", OptionalLong.of(4711), Optional.of(new Usage(1.5, 2048, 99.9, 1 << 30, 7)));
  private static final UsageRow DOWN =
      new UsageRow(TIME, "workers/mailer", OptionalLong.empty(), Optional.empty());

  @Test
  void a_row_is_a_line() {
    assertThat(UsageCsv.line(RUNNING))
        .isEqualTo("2026-01-02T03:04:05.678Z,web,4711,99.9,1073741824,7,1.5,2048");
    assertThat(UsageCsv.line(DOWN)).isEqualTo("2026-01-02T03:04:05.678Z,workers/mailer,,,,,,");
  }

  @Test
  void every_line_has_as_many_fields_as_the_first() {
    assertThat(List.of(UsageCsv.line(RUNNING), UsageCsv.line(DOWN)))
        .allMatch(line -> line.split(",", -1).length == UsageCsv.HEADER.split(",", -1).length);
  }

  @Test
  void what_was_written_is_read() {
    assertThat(
            UsageCsv.parse(
                List.of(UsageCsv.HEADER, UsageCsv.line(RUNNING), "", UsageCsv.line(DOWN), "")))
        .containsExactly(RUNNING, DOWN);
  }

  @Test
  void a_last_line_that_was_cut_off_is_left_out() {
    String cut = UsageCsv.line(RUNNING).substring(0, 40);

    assertThat(UsageCsv.parse(List.of(UsageCsv.HEADER, UsageCsv.line(DOWN), cut)))
        .containsExactly(DOWN);
  }

  @Test
  void anything_else_is_refused_with_its_line() {
    assertThatThrownBy(() -> UsageCsv.parse(List.of("a,b")))
        .hasMessageStartingWith("line 1: must be time,id,pid");
    assertThatThrownBy(() -> UsageCsv.parse(List.of()))
        .hasMessageStartingWith("line 1: must be time,id,pid");
    for (String wrong : List.of("x", "x,web,1,2,3,4,5,6", UsageCsv.line(RUNNING) + ",1")) {
      assertThatThrownBy(() -> UsageCsv.parse(List.of(UsageCsv.HEADER, wrong, UsageCsv.line(DOWN))))
          .hasMessageStartingWith("line 2: ");
    }
  }
}
