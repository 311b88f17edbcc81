package io.banyan.runtime.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.OutputHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTailTest {

  @TempDir Path folder = Path.of("set by JUnit");

  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final List<IOException> failures = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(4);
  private int ends;
  private long now;

  @Test
  void what_is_appended_is_read_once() throws IOException {
    FileTail tail = tail("old ", 4);

    append("one");
    look(tail);
    append(" and another");
    look(tail);
    look(tail);

    assertThat(text()).isEqualTo("one and another");
    assertThat(ends).isZero();
  }

  @Test
  void the_rest_is_read_before_the_end_is_told() throws IOException {
    FileTail tail = tail("", 0);

    append("last words");
    tail.finish();

    assertThat(tail.look(buffer, now)).isFalse();
    assertThat(text()).isEqualTo("last words");
    assertThat(ends).isOne();
  }

  @Test
  void the_end_comes_also_while_somebody_goes_on_writing() throws IOException {
    FileTail tail = tail("", 0);
    append("x".repeat(3 * 1024 * 1024));
    tail.finish();
    int looks = 0;
    while (tail.look(buffer, now)) {
      append("more");
      looks++;
    }

    assertThat(looks).isBetween(1, 5);
    assertThat(text()).hasSize(3 * 1024 * 1024);
  }

  @Test
  void a_file_that_was_cut_is_read_from_its_beginning() throws IOException {
    FileTail tail = tail("0123456789", 0);
    look(tail);
    Files.writeString(file(), "new", StandardOpenOption.TRUNCATE_EXISTING);

    look(tail);

    assertThat(text()).isEqualTo("0123456789new");
  }

  @Test
  void a_file_is_followed_when_its_name_is_gone() throws IOException {
    FileTail tail = tail("", 0);
    Path renamed = folder.resolve("renamed");
    Files.move(file(), renamed);
    Files.writeString(renamed, "still here", StandardOpenOption.APPEND);
    append("of another");

    look(tail);

    assertThat(text()).isEqualTo("still here");
  }

  @Test
  void a_quiet_file_is_looked_at_less_and_less_often() throws IOException {
    FileTail tail = tail("", 0);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      look(tail);
      pauses.add((tail.due(now) - now) / 1_000_000);
      now = tail.due(now);
    }
    assertThat(pauses).containsExactly(40L, 80L, 160L, 320L, 500L, 500L, 500L, 500L);

    append("x");
    look(tail);
    assertThat((tail.due(now) - now) / 1_000_000).isEqualTo(20);
    tail.finish();
    assertThat(tail.due(now)).isEqualTo(now);
  }

  @Test
  void a_file_that_cannot_be_read_ends_the_tail_with_a_word() throws IOException {
    Files.writeString(file(), "");
    FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ);
    FileTail tail = new FileTail(channel, 0, new Taker(), failures::add);
    channel.close();

    assertThat(tail.look(buffer, now)).isFalse();
    assertThat(failures).hasSize(1);
    assertThat(ends).isOne();
  }

  private FileTail tail(String before, long from) throws IOException {
    Files.writeString(file(), before);
    return new FileTail(
        FileChannel.open(file(), StandardOpenOption.READ), from, new Taker(), failures::add);
  }

  private void look(FileTail tail) {
    assertThat(tail.look(buffer, now)).isTrue();
  }

  private void append(String text) throws IOException {
    Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Path file() {
    return folder.resolve("log");
  }

  private String text() {
    return read.toString(StandardCharsets.UTF_8);
  }

  private final class Taker implements OutputHandler {
    @Override
    public boolean onBytes(ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      read.writeBytes(copy);
      return true;
    }

    @Override
    public void onEnd() {
      ends++;
    }
  }
}
