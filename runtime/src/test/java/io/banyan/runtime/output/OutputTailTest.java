package io.banyan.runtime.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.OutputStreamKind;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OutputTailTest {

  private static final Set<OutputStreamKind> BOTH = Set.of(OutputStreamKind.values());

  private OutputTail tail = tail(3);
  private LineAssembler stdout = assembler(OutputStreamKind.STDOUT, 3);
  private LineAssembler stderr = assembler(OutputStreamKind.STDERR, 3);

  @Test
  void the_last_lines_of_each_stream_in_the_order_in_which_they_came() {
    write(stderr, "e1\n");
    write(stdout, "o2\no3\n");
    write(stdout, "o4\n");
    write(stdout, "o5\n");
    write(stderr, "e6\n");

    assertThat(texts(tail.after(BOTH, 0))).containsExactly("e1", "o3", "o4", "o5", "e6");
    assertThat(tail.after(BOTH, 4)).extracting(OutputLine::sequence).containsExactly(5L, 6L);
    assertThat(texts(tail.last(BOTH, 2))).containsExactly("o5", "e6");
    assertThat(texts(tail.last(Set.of(OutputStreamKind.STDERR), 9))).containsExactly("e1", "e6");
  }

  @Test
  void lines_that_were_skipped_leave_a_gap_in_the_numbers() {
    write(stdout, "1\n2\n3\n4\n5\n");

    assertThat(tail.after(BOTH, 0)).extracting(OutputLine::sequence).containsExactly(3L, 4L, 5L);
    assertThat(tail.lastSequence()).isEqualTo(5);
  }

  @Test
  void long_lines_are_bounded_in_bytes() {
    tail = tail(100_000);
    stdout = assembler(OutputStreamKind.STDOUT, 100_000);
    for (int i = 0; i < 500; i++) {
      write(stdout, "x".repeat(10_000) + "\n");
    }

    assertThat(tail.after(BOTH, 0)).hasSizeBetween(90, 105);
    assertThat(tail.lastSequence()).isEqualTo(500);
  }

  @Test
  void a_follower_is_woken_by_the_next_line() {
    CompletableFuture<Long> next = tail.moreThan(0).toCompletableFuture();
    write(stdout, "one\ntwo\n");

    assertThat(next).isCompletedWithValue(2L);
    assertThat(tail.moreThan(1).toCompletableFuture()).isCompletedWithValue(2L);
    assertThat(tail.moreThan(2).toCompletableFuture()).isNotDone();
  }

  private static OutputTail tail(int keepLines) {
    StreamSpec stream = new StreamSpec(Optional.empty(), keepLines);
    return new OutputTail(new OutputSpec(stream, stream), Clock.systemUTC(), kind -> 0);
  }

  private LineAssembler assembler(OutputStreamKind stream, int keepLines) {
    return new LineAssembler(keepLines, block -> tail.append(stream, block));
  }

  private static void write(LineAssembler lines, String text) {
    lines.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private static List<String> texts(List<OutputLine> lines) {
    return lines.stream().map(OutputLine::text).toList();
  }
}
