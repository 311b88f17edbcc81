package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Lays out lines for a log file, each ended with {@code \n}. A piece of a line that is too long is
 * a line of its own. Safe from any thread.
 */
final class LineWriter {

  private static final String ISO = "uuuu-MM-dd'T'HH:mm:ss.SSSXXX";

  private final LogLayout layout;
  private final DateTimeFormatter times;
  private final String source;

  /**
   * @param id of the child
   */
  LineWriter(LogLayout layout, String id, OutputStreamKind stream) {
    this.layout = layout;
    ZoneId zone = layout.timestamps() == Timestamps.LOCAL ? ZoneId.systemDefault() : ZoneOffset.UTC;
    this.times = DateTimeFormatter.ofPattern(ISO, Locale.ROOT).withZone(zone);
    this.source =
        ",\"id\":" + JsonText.quoted(id) + ",\"stream\":" + JsonText.quoted(stream.text());
  }

  /**
   * Lays out what came together.
   *
   * @param first number of the first line
   */
  ByteBuffer write(LineBlock block, long first, Instant time) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(block.size());
    if (layout.format() == LineFormat.JSON) {
      json(block, first, times.format(time), out);
    } else {
      text(block, time, out);
    }
    return ByteBuffer.wrap(out.toByteArray());
  }

  private void text(LineBlock block, Instant time, ByteArrayOutputStream out) {
    byte[] prefix =
        layout.timestamps() == Timestamps.NONE ? new byte[0] : utf8(times.format(time) + " ");
    for (int line = 0; line < block.count(); line++) {
      out.write(prefix, 0, prefix.length);
      block.write(line, out);
      out.write('\n');
    }
  }

  private void json(LineBlock block, long first, String time, ByteArrayOutputStream out) {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < block.count(); line++) {
      text.append("{\"time\":\"").append(time).append('"').append(source);
      text.append(",\"seq\":").append(first + line);
      text.append(",\"text\":");
      JsonText.quote(block.text(line), text);
      text.append(block.isPiece(line) ? ",\"partial\":true}\n" : "}\n");
    }
    byte[] bytes = utf8(text.toString());
    out.write(bytes, 0, bytes.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
