package io.banyan.runtime.output.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old files that are compressed while others are pushed before them. */
class GenerationsTest {

  @TempDir Path folder;

  private Path log = Path.of("");
  private Generations generations = new Generations(log, 0, new ReentrantLock());

  @BeforeEach
  void withTwoOldFiles() throws IOException {
    log = folder.resolve("x.log");
    generations = new Generations(log, 9, new ReentrantLock());
    push("first");
    push("again");
  }

  @Test
  void what_was_opened_is_read_and_replaced_whatever_its_number_is_by_now() throws IOException {
    try (OldFile oldest = generations.openOldestPlain().orElseThrow()) {
      push("third");
      push("forth");
      assertThat(text(oldest)).isEqualTo("first");
      Files.writeString(generations.unfinished(), "first, compressed");

      assertThat(generations.replace(oldest)).isTrue();
    }

    assertThat(generations.compressed(4)).hasContent("first, compressed");
    assertThat(generations.plain(4)).doesNotExist();
    assertThat(generations.plain(3)).hasContent("again");
    assertThat(generations.plain(2)).hasContent("third");
    assertThat(generations.plain(1)).hasContent("forth");
  }

  @Test
  void what_was_written_to_meanwhile_is_not_replaced() throws IOException {
    try (OldFile oldest = generations.openOldestPlain().orElseThrow()) {
      Files.writeString(generations.plain(2), " and more", StandardOpenOption.APPEND);
      Files.writeString(generations.unfinished(), "first, compressed");

      assertThat(generations.replace(oldest)).isFalse();
    }

    assertThat(generations.plain(2)).hasContent("first and more");
    assertThat(generations.compressed(2)).doesNotExist();
  }

  private void push(String text) throws IOException {
    Files.writeString(log, text);
    generations.push();
  }

  private static String text(OldFile file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(100);
    file.content().read(bytes);
    return new String(bytes.array(), 0, bytes.position(), UTF_8);
  }
}
