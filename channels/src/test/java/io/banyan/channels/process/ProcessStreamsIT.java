package io.banyan.channels.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.channels.ChannelClosedException;
import io.banyan.channels.ReceiveChannel;
import io.banyan.channels.Received;
import io.banyan.channels.SendChannel;
import io.banyan.channels.exchange.framing.JsonLines;
import io.banyan.channels.exchange.framing.LengthPrefixed;
import io.banyan.channels.exchange.framing.Lines;
import io.banyan.channels.fixture.Program;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.process.ManagedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStreamsIT {

  /** What a line of JSON may mean. */
  record Sum(int of) {}

  @TempDir Path folder;

  private final Program program = new Program();
  private final ProcessStreams streams = ProcessStreams.of(program.outputs());

  @AfterEach
  void close() {
    program.close();
  }

  @Test
  void lines_are_received_until_the_end_and_are_in_the_log_as_well() {
    ReceiveChannel<String> lines = streams.lines(Program.PATH);
    program.shell("for i in 1 2 3; do echo $i; done; echo no >&2; printf last");

    List<String> received = new ArrayList<>();
    for (String line : lines) {
      received.add(line);
    }

    assertThat(received).containsExactly("1", "2", "3", "last");
    program.awaitEnd();
    assertThat(program.log()).containsExactly("1", "2", "3", "last");
  }

  @Test
  void what_is_sent_is_read_and_to_close_ends_the_input() throws Exception {
    SendChannel<String> input = streams.input(Program.PATH, Lines.utf8());
    ReceiveChannel<String> output = streams.lines(Program.PATH);
    program.shell("while read -r line; do echo \"<$line>\"; done; echo end");

    input.send("one");
    assertThat(output.receive()).isEqualTo("<one>");
    input.send("two");
    input.close();

    assertThat(output).containsExactly("<two>", "end");
    assertThatThrownBy(() -> input.send("three")).isInstanceOf(ChannelClosedException.class);
  }

  @Test
  void the_sum_of_numbers_goes_there_as_lines_and_comes_back_as_json() throws Exception {
    SendChannel<String> input = streams.input(Program.PATH, Lines.utf8());
    ReceiveChannel<Sum> sums =
        streams.output(
            Program.PATH, OutputStreamKind.STDOUT, OutputSettings.of(JsonLines.of(Sum.class)));
    program.shell("exec awk '{ sum += $0 } END { print \"{\\\"of\\\":\" sum \"}\" }'");

    for (int i = 0; i < 10; i++) {
      input.send("" + i);
    }
    input.close();

    assertThat(sums).containsExactly(new Sum(45));
  }

  @Test
  void a_process_waits_while_nobody_receives() throws Exception {
    Path done = folder.resolve("done");
    ReceiveChannel<String> lines = streams.lines(Program.PATH);
    program.shell("i=0; while [ $i -lt 200000 ]; do echo line $i; i=$((i+1)); done; > " + done);

    // More than all buffers on the way: what was read before this came out of them.
    for (int i = 0; i < 10; i++) {
      assertThat(lines.receive()).isEqualTo("line " + i);
    }
    assertThat(done).doesNotExist();
    assertThat(program.log().size()).isLessThanOrEqualTo(1000);
    int count = 10;
    for (String line : lines) {
      assertThat(line).isEqualTo("line " + count);
      count++;
    }
    assertThat(count).isEqualTo(200_000);
    Await.until("it went on", () -> Files.exists(done));
  }

  @Test
  void who_cancels_lets_the_process_go_on_into_its_log() throws Exception {
    ReceiveChannel<String> lines = streams.lines(Program.PATH);
    program.shell("i=0; while [ $i -lt 100000 ]; do echo line $i; i=$((i+1)); done");
    assertThat(lines.receive()).isEqualTo("line 0");

    lines.cancel();

    program.awaitEnd();
    assertThat(program.log()).endsWith("line 99999");
    assertThat(lines.tryReceive()).isInstanceOf(Received.End.class);
    streams.lines(Program.PATH).cancel();
  }

  @Test
  void one_that_never_reads_holds_senders_back_and_fails_them_when_it_is_killed() {
    SendChannel<byte[]> input = streams.input(Program.PATH, LengthPrefixed.bigEndian());
    ActorRef<ManagedProcess.Command> process = program.shell("exec sleep 1000");
    CompletionStage<Void> large = input.sendAsync(new byte[4 << 20]);
    CompletionStage<Void> next = input.sendAsync(new byte[1]);
    Await.until("the first is being written", () -> large.toCompletableFuture().isDone());
    assertThat(next.toCompletableFuture()).isNotDone();
    assertThat(input.trySend(new byte[1])).isFalse();

    program.kill(process);

    assertThatThrownBy(() -> next.toCompletableFuture().get(60, SECONDS))
        .hasCauseInstanceOf(ChannelClosedException.class);
  }

  @Test
  void a_channel_over_all_lives_goes_on_with_the_successor() throws Exception {
    ReceiveChannel<String> lines =
        streams.output(
            Program.PATH, OutputStreamKind.STDERR, OutputSettings.lines().overAllLives());
    program.shell("echo first >&2; exit 1");
    program.awaitEnd();
    program.shell("echo second >&2");

    assertThat(lines.receive()).isEqualTo("first");
    assertThat(lines.receive()).isEqualTo("second");
    lines.cancel();
  }

  @Test
  void what_cannot_be_understood_fails_the_channel() throws Exception {
    ReceiveChannel<byte[]> frames =
        streams.output(
            Program.PATH, OutputStreamKind.STDOUT, OutputSettings.of(LengthPrefixed.bigEndian()));
    program.shell("printf '\\000\\000\\000\\001xGARBAGE'; exec sleep 1000");

    assertThat(frames.receive()).isEqualTo(new byte[] {'x'});
    assertThatThrownBy(frames::receive)
        .isInstanceOf(ChannelClosedException.class)
        .hasRootCauseMessage("a frame of 1195463234 bytes, where 16777216 are allowed");
  }

  @Test
  void a_process_without_a_pipe_has_no_input() {
    SendChannel<String> input = streams.input(Program.PATH, Lines.utf8());
    program.start(Program.spec(List.of("/bin/sleep", "1000"), StdinSource.NULL));

    assertThatThrownBy(() -> input.send("x"))
        .isInstanceOf(ChannelClosedException.class)
        .hasRootCauseMessage("it is not declared with stdin = pipe");
  }

  @Test
  void a_stream_of_pekko_goes_through_a_process() throws Exception {
    List<String> numbers = IntStream.range(0, 10_000).mapToObj(String::valueOf).toList();
    CompletionStage<List<String>> back =
        streams
            .source(Program.PATH, OutputStreamKind.STDOUT, OutputSettings.lines())
            .runWith(Sink.seq(), program.testKit().system());
    CompletionStage<Done> sent =
        Source.from(numbers)
            .runWith(streams.sink(Program.PATH, Lines.utf8()), program.testKit().system());

    program.shell("exec cat");

    assertThat(back.toCompletableFuture().get(60, SECONDS)).isEqualTo(numbers);
    assertThat(sent.toCompletableFuture().get(60, SECONDS)).isEqualTo(Done.getInstance());
  }

  @Test
  void a_stream_of_pekko_asks_for_no_more_than_it_wants() throws Exception {
    CompletionStage<List<String>> some =
        streams
            .source(Program.PATH, OutputStreamKind.STDOUT, OutputSettings.lines())
            .take(3)
            .runWith(Sink.seq(), program.testKit().system());
    program.shell("i=0; while [ $i -lt 100000 ]; do echo $i; i=$((i+1)); done");

    assertThat(some.toCompletableFuture().get(60, SECONDS)).containsExactly("0", "1", "2");
    // The rest goes to the log alone.
    program.awaitEnd();
    assertThat(program.log()).endsWith("99999");
  }
}
