package io.banyan.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.control.json.JsonObject;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLinesTest {

  private static final Style PLAIN = new Style(false);

  @ParameterizedTest
  @CsvSource({
    "mailer, workers/mailer, hello",
    "workers/mailer, workers/mailer, hello",
    "ailer, workers/mailer, workers/mailer | hello",
    "workers, workers/mailer, workers/mailer | hello",
    "mailer, workers/mailer-1, workers/mailer-1 | hello",
  })
  void of_one_process_are_as_they_are(String asked, String path, String shown) {
    assertThat(new LogLines(PLAIN, List.of(asked), false).line(line(path))).contains(shown);
  }

  @Test
  void of_several_have_a_column_that_grows() {
    LogLines lines = new LogLines(PLAIN, List.of("a", "s/long"), false);

    assertThat(lines.line(line("a"))).contains("a | hello");
    assertThat(lines.line(line("s/long"))).contains("s/long | hello");
    assertThat(lines.line(line("a"))).contains("a      | hello");
  }

  @Test
  void of_a_group_all_have_their_names() {
    assertThat(new LogLines(PLAIN, List.of(), false).line(line("a"))).contains("a | hello");
  }

  @Test
  void have_their_local_time_where_that_is_wanted() {
    JsonObject line =
        line("a")
            .put(
                "time",
                LocalDateTime.of(2026, 1, 31, 9, 5, 7, 1_500_000)
                    .atZone(ZoneId.systemDefault())
                    .toInstant()
                    .toString());

    assertThat(new LogLines(PLAIN, List.of("a"), true).line(line))
        .contains("2026-01-31 09:05:07.001 hello");
  }

  @Test
  void that_are_missing_are_told_apart_from_the_others() {
    LogLines lines = new LogLines(PLAIN, List.of("a"), false);
    JsonObject gap = new JsonObject().put("path", "a").put("stream", "stdout").put("dropped", 2);

    assertThat(lines.line(gap)).isEmpty();
    assertThat(lines.gap(line("a"))).isEmpty();
    assertThat(lines.gap(gap)).contains("a: 2 lines came too fast and are lost");
    assertThat(lines.gap(gap.put("dropped", 1))).contains("a: 1 line came too fast and is lost");
  }

  private static JsonObject line(String path) {
    return new JsonObject().put("path", path).put("seq", 1).put("text", "hello");
  }
}
