package io.banyan.runtime.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.OutputFiles;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.LineMatch;
import io.banyan.runtime.event.ProcessEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patterns in the lines of processes that write to their log files by themselves. */
class FollowedPatternsTest {

  private static final ChildPath WEB = new ChildPath("web");

  @TempDir private Path folder = Path.of("");

  private final BlockingQueue<ProcessEvent> events = new LinkedBlockingQueue<>();
  private final ProcessOutputs outputs = new ProcessOutputs(Clock.systemUTC(), events::add);

  @AfterEach
  void close() {
    outputs.close();
  }

  @Test
  void are_found_in_what_a_launched_process_writes() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    FollowedFiles files = output().follow(new OutputFiles(stdout(), stderr()), 3, ended::countDown);

    write(stderr(), "disk full\n");

    assertThat(next()).isEqualTo(match(3, OutputStreamKind.STDERR, "disk full"));
    files.finish();
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void are_found_in_what_was_written_while_there_was_no_runtime() throws Exception {
    write(stdout(), "full of an earlier incarnation\n");
    long from = Files.size(stdout());
    write(stdout(), "full while nobody read\n");
    write(stderr(), "");

    FollowedFiles files =
        output()
            .followAgain(
                new ProcessOutput.Earlier(ProcessHandle.current().pid() + (1L << 40), 7),
                Map.of(OutputStreamKind.STDOUT, from, OutputStreamKind.STDERR, 0L),
                () -> {});

    assertThat(next()).isEqualTo(match(7, OutputStreamKind.STDOUT, "full while nobody read"));
    write(stdout(), "full again\n");
    assertThat(next()).isEqualTo(match(7, OutputStreamKind.STDOUT, "full again"));
    files.finish();
  }

  @Test
  void are_counted_to_the_end() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    FollowedFiles files = output().follow(new OutputFiles(stdout(), stderr()), 1, ended::countDown);
    write(stdout(), "full\n".repeat(50));
    files.finish();

    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(events.stream().mapToLong(FollowedPatternsTest::lines).sum()).isEqualTo(50);
  }

  private static long lines(ProcessEvent event) {
    return 1 + ((ProcessEvent.PatternMatched) event).match().untold();
  }

  private static ProcessEvent match(int incarnation, OutputStreamKind stream, String line) {
    return new ProcessEvent.PatternMatched(
        WEB, incarnation, new LineMatch("full", stream, line, 0));
  }

  private ProcessEvent next() throws InterruptedException {
    return Optional.ofNullable(events.poll(20, TimeUnit.SECONDS)).orElseThrow();
  }

  private ProcessOutput output() {
    PatternSpec pattern =
        new PatternSpec(
            "full", "full", Set.of(OutputStreamKind.values()), PatternSpec.Action.EVENT);
    return outputs.of(
        WEB,
        new OutputSpec(
            new StreamSpec(Optional.of(stdout()), 10),
            new StreamSpec(Optional.of(stderr()), 10),
            List.of(pattern)));
  }

  private Path stdout() {
    return folder.resolve("web.stdout.log");
  }

  private Path stderr() {
    return folder.resolve("web.stderr.log");
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
