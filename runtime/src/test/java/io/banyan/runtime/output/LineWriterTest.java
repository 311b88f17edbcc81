package io.banyan.runtime.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.OutputStreamKind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class LineWriterTest {

  private static final Instant TIME = Instant.parse("2026-01-31T12:00:00.123456Z");

  private final StringBuilder written = new StringBuilder();

  @Test
  void text_has_the_time_before_each_line_and_a_line_end_after_it() {
    write(new LogLayout(LineFormat.TEXT, Timestamps.ISO), "one\ntw", "o\r\n\nlast");

    assertThat(written)
        .hasToString(
            """
            2026-01-31T12:00:00.123Z one
            2026-01-31T12:00:00.123Z two
            2026-01-31T12:00:00.123Z\s
            2026-01-31T12:00:00.123Z last
            """);
  }

  @Test
  void local_time_tells_its_distance_from_utc() {
    write(new LogLayout(LineFormat.TEXT, Timestamps.LOCAL), "x\n");

    String time = written.toString().split(" ")[0];
    assertThat(ZonedDateTime.parse(time).toInstant())
        .isEqualTo(Instant.parse("2026-01-31T12:00:00.123Z"));
    assertThat(ZonedDateTime.parse(time).getOffset())
        .isEqualTo(ZoneId.systemDefault().getRules().getOffset(TIME));
  }

  @Test
  void without_a_time_bytes_that_are_no_text_stay() {
    LineWriter writer = new LineWriter(LogLayout.RAW, "web", OutputStreamKind.STDOUT);
    byte[] odd = {(byte) 0xff, 0, (byte) 0xc3, '\n'};
    ByteBuffer[] result = new ByteBuffer[1];
    LineAssembler lines = new LineAssembler(9, block -> result[0] = writer.write(block, 1, TIME));
    lines.append(ByteBuffer.wrap(odd));

    assertThat(result[0].array()).isEqualTo(odd);
  }

  @Test
  void json_tells_where_a_line_comes_from_and_escapes_what_is_in_it() {
    write(new LogLayout(LineFormat.JSON, Timestamps.NONE), "say \"hi\"\\\t\u0001\u007f ü\n", "2\n");

    assertThat(written)
        .hasToString(
            """
            {"time":"2026-01-31T12:00:00.123Z","id":"web","stream":"stderr","seq":7,\
            "text":"say \\"hi\\"\\\\\\t\\u0001\\u007f ü"}
            {"time":"2026-01-31T12:00:00.123Z","id":"web","stream":"stderr","seq":8,"text":"2"}
            """);
  }

  @Test
  void pieces_of_a_line_that_is_too_long_are_partial() {
    int most = LineAssembler.MAX_LINE_BYTES;
    write(new LogLayout(LineFormat.JSON, Timestamps.NONE), "x".repeat(2 * most + 5), "yz\nnext\n");

    assertThat(written.toString().lines().map(line -> line.contains("\"partial\":true")))
        .containsExactly(true, true, false, false);
    assertThat(written.toString().lines().skip(2).findFirst().orElse("")).contains("xxxxxyz");
  }

  private void write(LogLayout layout, String... chunks) {
    LineWriter writer = new LineWriter(layout, "web", OutputStreamKind.STDERR);
    long[] next = {7};
    LineAssembler lines =
        new LineAssembler(
            Integer.MAX_VALUE,
            block -> {
              written.append(UTF_8.decode(writer.write(block, next[0], TIME)));
              next[0] += block.count();
            });
    for (String chunk : chunks) {
      lines.append(ByteBuffer.wrap(chunk.getBytes(UTF_8)));
    }
    lines.end();
  }
}
