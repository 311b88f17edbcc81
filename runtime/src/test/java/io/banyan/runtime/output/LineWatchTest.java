package io.banyan.runtime.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LineWatchTest {

  private static final ChildPath WEB = new ChildPath("web");
  private static final Set<OutputStreamKind> BOTH = Set.of(OutputStreamKind.values());

  private final ProcessOutputs outputs = new ProcessOutputs(Clock.systemUTC(), event -> {});
  private final List<String> seen = new ArrayList<>();
  private ProcessOutput.Handlers handlers = open();

  @Test
  void sees_every_line_of_both_streams_as_it_ends() {
    watch();
    write(handlers.stdout(), "one\r\ntw");
    write(handlers.stderr(), "oops\n");
    write(handlers.stdout(), "o\n\nlast");
    assertThat(seen).containsExactly("one", "oops", "two", "");

    handlers.stdout().onEnd();

    assertThat(seen).containsExactly("one", "oops", "two", "", "last");
  }

  @Test
  void sees_also_lines_of_a_flood_that_are_not_kept() {
    watch();

    write(handlers.stdout(), "1\n2\n3\n4\n5\n6\n");

    assertThat(seen).containsExactly("1", "2", "3", "4", "5", "6");
    assertThat(outputs.tail(WEB).orElseThrow().after(BOTH, 0)).hasSize(3);
  }

  @Test
  void sees_the_whole_of_a_line_in_the_midst_of_which_it_begins() {
    write(handlers.stdout(), "before\nlistening ");
    watch();
    write(handlers.stdout(), "on 80\n");

    assertThat(seen).containsExactly("listening on 80");
  }

  @Test
  void sees_a_last_line_without_an_end_that_came_before_it_began() {
    write(handlers.stdout(), "bye");
    watch();
    handlers.stdout().onEnd();

    assertThat(seen).containsExactly("bye");
  }

  @Test
  void sees_only_the_beginning_of_a_very_long_line() {
    watch();
    write(handlers.stdout(), "x".repeat(LineWatch.MAX_LINE_BYTES) + "and more\nnext\n");

    assertThat(seen).containsExactly("x".repeat(LineWatch.MAX_LINE_BYTES), "next");
  }

  @Test
  void may_begin_before_there_is_any_output_and_sees_the_newest_incarnation_alone() {
    ChildPath other = new ChildPath("other");
    outputs.watch(other, (stream, line) -> seen.add(line));
    ProcessOutput.Handlers first = outputs.of(other, spec()).open(1, () -> {});
    ProcessOutput.Handlers second = outputs.of(other, spec()).open(1, () -> {});

    write(second.stdout(), "new\n");
    write(first.stdout(), "old\n");

    assertThat(seen).containsExactly("new");
  }

  @Test
  void is_over_when_it_says_so_is_closed_or_fails() {
    outputs.watch(WEB, (stream, line) -> seen.add("first " + line) && line.equals("more"));
    LineWatch.Subscription closed =
        outputs.watch(WEB, (stream, line) -> seen.add("closed " + line));
    outputs.watch(
        WEB,
        (stream, line) -> {
          throw new IllegalStateException("of this test");
        });
    closed.close();
    closed.close();

    write(handlers.stdout(), "more\nlast\nnever\n");

    assertThat(seen).containsExactly("first more", "first last");
  }

  @Nested
  class The_first_match {

    private final List<LineWatch.Finding> found = new ArrayList<>();

    @Test
    void is_told_once_with_its_line_and_stream() {
      look("listening on \\d+", BOTH);
      write(handlers.stdout(), "starting\n");
      write(handlers.stderr(), "now listening on 80.\nlistening on 81\n");

      assertThat(found)
          .containsExactly(
              new LineWatch.Finding.Found(OutputStreamKind.STDERR, "now listening on 80."));
    }

    @Test
    void is_looked_for_in_the_streams_asked_for() {
      look("ready", Set.of(OutputStreamKind.STDOUT));
      write(handlers.stderr(), "not ready\n");

      assertThat(found).isEmpty();
    }

    @Test
    void of_an_expression_that_would_take_for_ever_is_given_up_after_some_lines() {
      look("^(a+)+$", BOTH);
      String costly = "a".repeat(5000) + "!\n";
      write(handlers.stdout(), costly.repeat(FirstMatch.MAX_COSTLY - 1));
      assertThat(found).isEmpty();

      write(handlers.stdout(), costly);

      assertThat(found)
          .containsExactly(new LineWatch.Finding.GivenUp("it takes too long to look for ^(a+)+$"));
    }

    @Test
    void survives_an_expression_that_takes_all_of_the_stack() {
      LineMatcher deep = new LineMatcher(Pattern.compile("(x|y)*z"));

      assertThat(deep.find("x".repeat(LineWatch.MAX_LINE_BYTES)))
          .isIn(LineMatcher.Result.NOT_FOUND, LineMatcher.Result.TOO_COSTLY);
    }

    private void look(String expression, Set<OutputStreamKind> streams) {
      outputs.watch(WEB, LineWatch.first(Pattern.compile(expression), streams, found::add));
    }
  }

  private void watch() {
    outputs.watch(WEB, (stream, line) -> seen.add(line));
  }

  private ProcessOutput.Handlers open() {
    return outputs.of(WEB, spec()).open(1, () -> {});
  }

  private static OutputSpec spec() {
    StreamSpec stream = new StreamSpec(Optional.empty(), 3);
    return new OutputSpec(stream, stream);
  }

  private static void write(OutputHandler handler, String text) {
    handler.onBytes(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }
}
