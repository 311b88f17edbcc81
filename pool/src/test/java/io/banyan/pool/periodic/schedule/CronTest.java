package io.banyan.pool.periodic.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *|2026-01-01T00:00:00Z|2026-01-01T00:01:00Z",
        "* * * * *|2026-01-01T00:00:59Z|2026-01-01T00:01:00Z",
        "*/15 * * * *|2026-01-01T00:15:00Z|2026-01-01T00:30:00Z",
        "0 3 * * *|2026-01-01T03:00:00Z|2026-01-02T03:00:00Z",
        "0 3 * * *|2026-01-01T02:59:59.999Z|2026-01-01T03:00:00Z",
        "30 9-17/4 * * MON-FRI|2026-01-02T17:30:00Z|2026-01-05T09:30:00Z",
        "0 0 1,15 * *|2026-01-01T00:00:00Z|2026-01-15T00:00:00Z",
        "0 0 29 2 *|2026-01-01T00:00:00Z|2028-02-29T00:00:00Z",
        "0 0 31 * *|2026-04-01T00:00:00Z|2026-05-31T00:00:00Z",
        "0 0 * * 0|2026-01-01T00:00:00Z|2026-01-04T00:00:00Z",
        "0 0 * * 7|2026-01-01T00:00:00Z|2026-01-04T00:00:00Z",
        "0 0 13 * FRI|2026-01-01T00:00:00Z|2026-01-02T00:00:00Z",
        "0 0 13 * FRI|2026-01-09T00:00:00Z|2026-01-13T00:00:00Z",
        "@daily|2026-12-31T12:00:00Z|2027-01-01T00:00:00Z",
        "@yearly|2026-01-01T00:00:00Z|2027-01-01T00:00:00Z"
      })
  void tells_the_first_time_after_another(String text, Instant after, Instant expected) {
    assertThat(Cron.parse(text, ZoneOffset.UTC).next(after)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "x * * * *",
        "* 24 * * *",
        "0 0 30 2 *",
        "@often",
        "0 0 0 * *"
      })
  void refuses_what_there_is_not(String text) {
    assertThatThrownBy(() -> Cron.parse(text, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("null");
  }

  @Test
  void is_the_same_when_text_and_zone_are() {
    assertThat(Cron.parse("0  3 * * *", BERLIN))
        .isEqualTo(Cron.parse("0 3 * * *", BERLIN))
        .hasSameHashCodeAs(Cron.parse("0 3 * * *", BERLIN))
        .isNotEqualTo(Cron.parse("0 3 * * *", ZoneOffset.UTC))
        .hasToString("0 3 * * * (Europe/Berlin)");
  }

  /** In Berlin 02:00 became 03:00 on 2026-03-29, and 03:00 became 02:00 on 2026-10-25. */
  @Nested
  class When_the_clock_is_put {

    @Test
    void forward_a_time_that_there_is_not_comes_as_soon_as_the_gap_is_over() {
      assertThat(berlin("30 2 * * *", "2026-03-28T12:00", 3))
          .containsExactly(
              "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00", "2026-03-31T02:30+02:00");
    }

    @Test
    void forward_several_such_times_come_once() {
      assertThat(berlin("0,20,40 2 * * *", "2026-03-28T02:30", 3))
          .containsExactly(
              "2026-03-28T02:40+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
    }

    @Test
    void forward_the_end_of_the_gap_comes_once_too() {
      assertThat(berlin("0 2,3 * * *", "2026-03-28T12:00", 2))
          .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
      assertThat(berlin("0 3 * * *", "2026-03-28T12:00", 2))
          .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T03:00+02:00");
    }

    @Test
    void back_a_time_that_there_is_twice_comes_the_first_time() {
      assertThat(berlin("30 2 * * *", "2026-10-24T12:00", 2))
          .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    }

    @Test
    void back_it_does_not_come_again_for_who_asks_within_the_second_hour() {
      Cron cron = Cron.parse("30 2 * * *", BERLIN);
      Instant secondTwo = Instant.parse("2026-10-25T01:10:00Z");

      assertThat(secondTwo.atZone(BERLIN).toLocalDateTime())
          .isEqualTo(LocalDateTime.parse("2026-10-25T02:10"));
      assertThat(cron.next(secondTwo)).contains(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void back_what_follows_the_second_hour_is_not_lost() {
      assertThat(berlin("0 3 * * *", "2026-10-24T12:00", 2))
          .containsExactly("2026-10-25T03:00+01:00", "2026-10-26T03:00+01:00");
    }

    @Test
    void every_hour_that_really_passes_counts_where_the_hour_is_a_star() {
      for (String day : List.of("2026-03-28T23:30", "2026-10-24T23:30")) {
        Instant first = LocalDateTime.parse(day).atZone(BERLIN).toInstant();
        Cron cron = Cron.parse("0 * * * *", BERLIN);
        Instant last = first.plus(Duration.ofMinutes(30)).minus(Duration.ofHours(1));
        for (int i = 0; i < 6; i++) {
          last = last.plus(Duration.ofHours(1));
          assertThat(cron.next(last.minusSeconds(1))).contains(last);
        }
      }
    }

    private List<String> berlin(String text, String after, int count) {
      Cron cron = Cron.parse(text, BERLIN);
      List<String> times = new ArrayList<>();
      Instant last = LocalDateTime.parse(after).atZone(BERLIN).toInstant();
      for (int i = 0; i < count; i++) {
        last = cron.next(last).orElseThrow();
        times.add(last.atZone(BERLIN).toOffsetDateTime().toString());
      }
      return times;
    }
  }
}
