package io.banyan.runtime.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessOutputsTest {

  private static final ChildPath WEB = new ChildPath("web");
  private static final Set<OutputStreamKind> BOTH = Set.of(OutputStreamKind.values());

  @TempDir private Path folder = Path.of("");

  private final ProcessOutputs outputs = new ProcessOutputs(Clock.systemUTC(), event -> {});

  @AfterEach
  void close() {
    outputs.close();
  }

  @Test
  void who_reads_goes_on_when_the_output_goes_elsewhere() {
    write(to("a.log"), "one\n");
    TailReader reader = tail().orElseThrow().reader(BOTH, new TailReader.Start(0, Instant.MIN));
    write(to("b.log"), "two\n");

    assertThat(reader.next(9, Long.MAX_VALUE))
        .extracting(line -> line.line().sequence() + " " + line.line().text())
        .containsExactly("2 two");
    assertThat(folder.resolve("a.log")).hasContent("one\n");
    assertThat(folder.resolve("b.log")).hasContent("two\n");
  }

  @Test
  void what_was_lost_is_still_counted_when_the_output_goes_elsewhere() {
    write(to("."), "12345");
    outputs.of(WEB, to("b.log"));

    assertThat(tail().orElseThrow().droppedBytes(OutputStreamKind.STDOUT)).isEqualTo(5);
  }

  @Test
  void a_child_that_comes_back_after_it_was_removed_begins_anew() {
    write(to("a.log"), "one\n");
    TailReader reader = tail().orElseThrow().reader(BOTH, new TailReader.Start(0, Instant.MIN));
    var more = reader.more();
    outputs.forget(WEB);

    assertThat(more).isDone();
    assertThat(tail()).isEmpty();
    write(to("a.log"), "two\n");
    assertThat(tail().orElseThrow().lastSequence()).isEqualTo(1);
    assertThat(reader.next(9, Long.MAX_VALUE)).isEmpty();
  }

  private Optional<OutputTail> tail() {
    return outputs.tail(WEB);
  }

  private OutputSpec to(String file) {
    return new OutputSpec(
        new StreamSpec(Optional.of(folder.resolve(file)), 10),
        new StreamSpec(Optional.empty(), 10));
  }

  private void write(OutputSpec spec, String text) {
    ProcessOutput.Handlers handlers = outputs.of(WEB, spec).open(1, () -> {});
    handlers.stdout().onBytes(ByteBuffer.wrap(text.getBytes(UTF_8)));
    handlers.stdout().onEnd();
    handlers.stderr().onEnd();
  }
}
