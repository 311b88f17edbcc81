package io.banyan.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "10m, 2026-01-31T11:50:00Z",
    "1.5h, 2026-01-31T10:30:00Z",
    "2 days, 2026-01-29T12:00:00Z",
    "2026-01-30T01:02:03Z, 2026-01-30T01:02:03Z",
    "2026-01-30T01:02:03.5+01:00, 2026-01-30T00:02:03.500Z",
  })
  void a_moment_is_so_long_ago_or_a_time(String text, Instant expected) {
    assertThat(TimeText.past(text, CLOCK)).isEqualTo(expected);
  }

  @Test
  void a_time_without_an_offset_is_local() {
    assertThat(TimeText.past("2026-01-30T01:02", CLOCK))
        .isEqualTo(LocalDateTime.of(2026, 1, 30, 1, 2).atZone(ZoneId.systemDefault()).toInstant());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "later", "10 lightyears", "2026-01-30", "2026-13-30T01:02:03Z"})
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> TimeText.past(text, CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }
}
