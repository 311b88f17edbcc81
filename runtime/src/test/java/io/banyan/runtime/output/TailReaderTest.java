package io.banyan.runtime.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.OutputStreamKind;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TailReaderTest {

  private static final Set<OutputStreamKind> BOTH = Set.of(OutputStreamKind.values());
  private static final Set<OutputStreamKind> ONLY_STDERR = Set.of(OutputStreamKind.STDERR);
  private static final TailReader.Start ALL = new TailReader.Start(Integer.MAX_VALUE, Instant.MIN);

  private Instant now = Instant.EPOCH;
  private final OutputTail tail = new OutputTail(keeping(3), new TestClock(), stream -> 0);
  private final LineAssembler stdout = assembler(OutputStreamKind.STDOUT);
  private final LineAssembler stderr = assembler(OutputStreamKind.STDERR);

  @Test
  void begins_with_as_many_lines_as_are_wanted_of_both_streams() {
    write(stderr, "e1\n");
    write(stdout, "o2\no3\n");
    write(stderr, "e4\n");

    TailReader reader = reader(BOTH, new TailReader.Start(2, Instant.MIN));

    assertThat(read(reader, 9)).containsExactly("o3", "e4");
    assertThat(read(reader, 9)).isEmpty();
    assertThat(read(reader(BOTH, ALL), 9)).containsExactly("e1", "o2", "o3", "e4");
    assertThat(read(reader(ONLY_STDERR, new TailReader.Start(1, Instant.MIN)), 9))
        .containsExactly("e4");
    assertThat(read(reader(BOTH, new TailReader.Start(0, Instant.MIN)), 9)).isEmpty();
  }

  @Test
  void begins_with_nothing_that_is_older_than_wanted() {
    write(stdout, "old\n");
    now = now.plusSeconds(10);
    write(stderr, "new\n");
    write(stdout, "newer\n");

    assertThat(read(reader(BOTH, new TailReader.Start(9, now)), 9)).containsExactly("new", "newer");
    assertThat(read(reader(BOTH, new TailReader.Start(1, now)), 9)).containsExactly("newer");
    assertThat(read(reader(BOTH, new TailReader.Start(9, now.plusMillis(1))), 9)).isEmpty();
  }

  @Test
  void goes_on_where_it_was_and_takes_no_more_than_is_wanted() {
    TailReader reader = reader(BOTH, ALL);
    write(stdout, "1\n2\n3\n");
    write(stderr, "4\n");

    assertThat(read(reader, 3)).containsExactly("1", "2", "3");
    write(stdout, "5\n");
    assertThat(read(reader, 9)).containsExactly("4", "5");
  }

  @Test
  void what_came_after_the_beginning_can_be_left_for_later() {
    write(stdout, "1\n2\n");
    TailReader reader = reader(BOTH, ALL);
    write(stdout, "3\n");

    assertThat(texts(reader.next(9, reader.beginning()))).containsExactly("1", "2");
    assertThat(texts(reader.next(9, reader.beginning()))).isEmpty();
    assertThat(read(reader, 9)).containsExactly("3");
  }

  @Test
  void is_told_what_it_missed_of_each_stream() {
    TailReader both = reader(BOTH, ALL);
    TailReader one = reader(ONLY_STDERR, ALL);
    write(stderr, "e1\n");
    write(stdout, "o2\no3\n");
    write(stderr, "e4\ne5\ne6\n");

    assertThat(both.next(9, Long.MAX_VALUE))
        .extracting(line -> line.line().text() + " " + line.missed())
        .containsExactly("o2 0", "o3 0", "e4 1", "e5 0", "e6 0");
    assertThat(one.next(9, Long.MAX_VALUE))
        .first()
        .extracting(TailReader.Line::missed)
        .isEqualTo(1L);
  }

  @Test
  void counts_lines_of_a_flood_that_were_never_kept() {
    TailReader reader = reader(BOTH, ALL);
    write(stdout, "1\n2\n3\n4\n5\n6\n7\n8\n");

    assertThat(reader.next(9, Long.MAX_VALUE))
        .extracting(line -> line.line().sequence() + " " + line.missed())
        .containsExactly("6 5", "7 0", "8 0");
  }

  @Test
  void of_one_stream_misses_nothing_when_the_other_is_chatty() {
    TailReader reader = reader(ONLY_STDERR, ALL);
    write(stderr, "e1\n");
    assertThat(read(reader, 9)).containsExactly("e1");
    write(stdout, "1\n2\n3\n4\n5\n6\n");

    assertThat(read(reader, 9)).isEmpty();
    assertThat(reader.more()).isNotDone();
    write(stderr, "e8\n");
    assertThat(reader.next(9, Long.MAX_VALUE))
        .extracting(TailReader.Line::missed)
        .containsExactly(0L);
  }

  @Test
  void waits_for_the_next_line_and_leaves_nothing_behind_when_it_does_not_any_more() {
    TailReader reader = reader(BOTH, ALL);
    CompletableFuture<Long> given = reader.more();
    given.cancel(false);
    CompletableFuture<Long> more = reader.more();

    assertThat(tail.readersWaiting()).isEqualTo(1);
    write(stdout, "1\n");
    assertThat(more).isCompletedWithValue(1L);
    assertThat(tail.readersWaiting()).isZero();
    assertThat(reader.more()).isDone();
  }

  @Test
  void is_woken_when_the_child_is_none_any_more() {
    CompletableFuture<Long> more = reader(BOTH, ALL).more();
    tail.end();

    assertThat(more).isDone();
    assertThat(reader(BOTH, ALL).more()).isDone();
  }

  @Test
  void finds_less_when_less_is_kept_from_now_on() {
    write(stdout, "1\n2\n3\n");
    tail.keep(keeping(2));

    assertThat(read(reader(BOTH, ALL), 9)).containsExactly("2", "3");
    tail.keep(keeping(4));
    write(stdout, "4\n5\n");
    assertThat(read(reader(BOTH, ALL), 9)).containsExactly("2", "3", "4", "5");
  }

  private TailReader reader(Set<OutputStreamKind> streams, TailReader.Start start) {
    return tail.reader(streams, start);
  }

  private static List<String> read(TailReader reader, int most) {
    return texts(reader.next(most, Long.MAX_VALUE));
  }

  private static List<String> texts(List<TailReader.Line> lines) {
    return lines.stream().map(line -> line.line().text()).toList();
  }

  private static OutputSpec keeping(int lines) {
    StreamSpec stream = new StreamSpec(Optional.empty(), lines);
    return new OutputSpec(stream, stream);
  }

  private LineAssembler assembler(OutputStreamKind stream) {
    return new LineAssembler(3, block -> tail.append(stream, block));
  }

  private static void write(LineAssembler lines, String text) {
    lines.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private final class TestClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
