package io.banyan.runtime.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class DropQueueTest {

  private static final int CHUNK = 64 * 1024;

  private final Deque<Runnable> writers = new ArrayDeque<>();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private int ends;
  private final Loss loss = new Loss(bytes -> {}, () -> 0);
  private final DropQueue queue = new DropQueue(sink(), writers::add, loss);

  @Test
  void what_fits_is_written_in_order_and_then_the_end_is_told() {
    append('a', CHUNK);
    append('b', 1);
    queue.end();

    assertThat(written.size()).isZero();
    runWriters();
    assertThat(written.size()).isEqualTo(CHUNK + 1);
    assertThat(written.toByteArray()[CHUNK]).isEqualTo((byte) 'b');
    assertThat(ends).isEqualTo(1);
    assertThat(loss.total()).isZero();
  }

  @Test
  void when_it_is_full_the_oldest_are_lost_and_counted() {
    for (char c = 'a'; c <= 'z'; c++) {
      append(c, CHUNK);
    }
    assertThat(loss.total()).isPositive();
    runWriters();

    assertThat(written.size() + loss.total()).isEqualTo(26L * CHUNK);
    assertThat(written.size()).isBetween(DropQueue.MAX_BYTES - 2 * CHUNK, DropQueue.MAX_BYTES);
    assertThat(written.toByteArray()[written.size() - 1]).isEqualTo((byte) 'z');
  }

  @Test
  void a_flood_of_single_bytes_is_bounded_too() {
    for (int i = 0; i < 1_000_000; i++) {
      append('x', 1);
    }

    assertThat(loss.total()).isGreaterThan(900_000);
  }

  @Test
  void the_next_incarnation_goes_on_where_the_last_one_ended() {
    append('a', 1);
    queue.end();
    append('b', 1);
    runWriters();
    assertThat(written.toString()).isEqualTo("ab");
    assertThat(ends).isZero();

    queue.end();
    runWriters();
    append('c', 1);
    runWriters();

    assertThat(written.toString()).isEqualTo("abc");
    assertThat(ends).isEqualTo(1);
  }

  private void append(char what, int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) what);
    queue.append(ByteBuffer.wrap(bytes));
  }

  private void runWriters() {
    while (!writers.isEmpty()) {
      writers.removeFirst().run();
    }
  }

  private ByteSink sink() {
    return new ByteSink() {
      @Override
      public void append(ByteBuffer bytes) {
        written.write(bytes.array(), 0, bytes.remaining());
      }

      @Override
      public void end() {
        ends++;
      }
    };
  }
}
