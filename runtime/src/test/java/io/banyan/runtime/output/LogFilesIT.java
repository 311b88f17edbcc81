package io.banyan.runtime.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.output.rotation.Rotation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes whose logs are rotated, laid out, moved away, or have no room. */
class LogFilesIT {

  private static final Pattern NUMBER = Pattern.compile("\\.log(?:\\.(\\d+))?(?:\\.gz)?$");

  @TempDir Path folder;

  private final List<ProcessEvent> events = new CopyOnWriteArrayList<>();
  private final ProcessOutputs outputs = new ProcessOutputs(Clock.systemUTC(), events::add);
  private final ProcessEngine engine =
      ProcessEngines.create(EngineSettings.from(ConfigFactory.load()));

  @AfterEach
  void end() {
    engine.close();
    outputs.close();
  }

  @Test
  void all_files_of_a_chatty_process_together_are_what_it_wrote() throws Exception {
    StreamSpec stream = rotated(new Rotation(100_000, Duration.ZERO, 500, true), LogLayout.RAW);

    run(new OutputSpec(stream, none()), "seq 300000");
    run(new OutputSpec(stream, none()), "seq 300001 310000");

    Await.until("compressed", () -> logs().stream().filter(LogFilesIT::isPlain).count() == 1);
    StringBuilder expected = new StringBuilder();
    for (int i = 1; i <= 310_000; i++) {
      expected.append(i).append('\n');
    }
    assertThat(text(logs()).contentEquals(expected)).isTrue();
    assertThat(logs()).hasSizeBetween(20, 25);
    for (Path file : logs()) {
      assertThat(content(file)).endsWith("\n").hasSizeLessThanOrEqualTo(100_010);
    }
    assertThat(events).isEmpty();
  }

  @Test
  void two_streams_in_one_file_leave_each_others_lines_whole() throws Exception {
    Rotation rotation = new Rotation(50_000, Duration.ZERO, 500, false);
    StreamSpec stream = rotated(rotation, new LogLayout(LineFormat.JSON, Timestamps.NONE));

    run(
        new OutputSpec(stream, stream),
        "for i in $(seq 300); do printf '%s' out; echo $i; printf '%s' err >&2; echo $i >&2; done");

    List<String> lines = text(logs()).lines().toList();
    Pattern whole =
        Pattern.compile(
            "\\{\"time\":\"[^\"]+Z\",\"id\":\"it\",\"stream\":\"(stdout\",\"seq\":\\d+,\"text\":\"out"
                + "|stderr\",\"seq\":\\d+,\"text\":\"err)\\d+\"}");
    assertThat(lines).hasSize(600).allMatch(line -> whole.matcher(line).matches());
    assertThat(lines.stream().map(line -> line.replaceAll(".*\"seq\":(\\d+).*", "$1")))
        .isEqualTo(Stream.iterate(1, i -> i + 1).limit(600).map(String::valueOf).toList());
  }

  @Test
  void after_the_file_was_moved_no_line_is_lost() throws Exception {
    StreamSpec stream = rotated(Rotation.NONE, LogLayout.RAW);
    Path log = folder.resolve("it.log");
    Path go = folder.resolve("go");
    CountDownLatch ended =
        launch(
            new OutputSpec(stream, none()),
            // The pause is longer than it may take to notice: the next write looks before it
            // writes.
            "echo one; while [ ! -e '" + go + "' ]; do sleep 0.05; done; sleep 0.5; echo two");
    Await.until("one", () -> Files.exists(log) && content(log).equals("one\n"));
    Files.move(log, folder.resolve("moved"));
    Files.createFile(go);
    await(ended);

    assertThat(log).hasContent("two\n");
    assertThat(folder.resolve("moved")).hasContent("one\n");
  }

  @Test
  void matching_lines_of_a_storm_are_told_in_part_and_counted() throws Exception {
    PatternSpec pattern =
        new PatternSpec("seven", "7$", Set.of(OutputStreamKind.STDOUT), PatternSpec.Action.ALERT);

    run(new OutputSpec(none(), none(), List.of(pattern)), "seq 100000");

    List<ProcessEvent.PatternAlert> alerts =
        events.stream().map(ProcessEvent.PatternAlert.class::cast).toList();
    assertThat(alerts.get(0).match().line()).isEqualTo("7");
    assertThat(alerts.get(alerts.size() - 1).match().line()).isEqualTo("99997");
    assertThat(alerts.stream().mapToLong(alert -> 1 + alert.match().untold()).sum())
        .isEqualTo(10_000);
    assertThat(alerts).hasSizeLessThan(1_000);
  }

  @Test
  void a_full_disk_is_survived_told_and_recovered_from() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        shell("mount -t tmpfs -o size=256k none '" + small + "' 2>/dev/null") == 0,
        "no small disk can be made: that takes root");
    try {
      Path go = folder.resolve("go");
      StreamSpec stream =
          new StreamSpec(
              Optional.of(small.resolve("it.log")),
              10,
              WhenFull.BLOCK,
              false,
              new LogLayout(LineFormat.JSON, Timestamps.NONE),
              Rotation.NONE);
      CountDownLatch ended =
          launch(
              new OutputSpec(stream, none()),
              "seq 10000; while [ ! -e '" + go + "' ]; do sleep 0.1; echo wait; done; echo end");
      Await.until("told", () -> events.stream().anyMatch(ProcessEvent.LogFailed.class::isInstance));
      Files.writeString(small.resolve("it.log"), "");
      Await.until("recovered", () -> content(small.resolve("it.log")).contains("wait"));
      Files.createFile(go);
      await(ended);

      assertThat(content(small.resolve("it.log")).lines())
          .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
          .last()
          .asString()
          .contains("\"text\":\"end\"");
      assertThat(outputs.tail(new ChildPath("it")).orElseThrow().lastSequence())
          .isGreaterThan(10_000);
      assertThat(events).anyMatch(ProcessEvent.OutputDropped.class::isInstance);
    } finally {
      shell("umount '" + small + "'");
    }
  }

  private StreamSpec rotated(Rotation rotation, LogLayout layout) {
    return new StreamSpec(
        Optional.of(folder.resolve("it.log")), 10, WhenFull.BLOCK, false, layout, rotation);
  }

  private static StreamSpec none() {
    return new StreamSpec(Optional.empty(), 10);
  }

  private void run(OutputSpec spec, String script) throws InterruptedException {
    await(launch(spec, script));
  }

  private static void await(CountDownLatch ended) throws InterruptedException {
    assertThat(ended.await(Await.LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
  }

  private CountDownLatch launch(OutputSpec spec, String script) {
    CountDownLatch ended = new CountDownLatch(1);
    ProcessOutput.Handlers handlers =
        outputs.of(new ChildPath("it"), spec).open(1, ended::countDown);
    engine.launch(
        new LaunchSpec(
            List.of("/bin/sh", "-c", script),
            Path.of("/"),
            Map.of("PATH", "/usr/bin:/bin"),
            StdinSource.NULL,
            handlers.stdout(),
            handlers.stderr()),
        exit -> {});
    return ended;
  }

  private static int shell(String script) throws IOException, InterruptedException {
    return new ProcessBuilder("/bin/sh", "-c", script).start().waitFor();
  }

  /** The oldest first. */
  private List<Path> logs() {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(file -> NUMBER.matcher(file.toString()).find()).forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort((a, b) -> number(b) - number(a));
    return files;
  }

  private static int number(Path file) {
    var matcher = NUMBER.matcher(file.toString());
    return matcher.find() && matcher.group(1) != null ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static boolean isPlain(Path file) {
    return !file.toString().endsWith(".gz");
  }

  private static String text(List<Path> files) {
    StringBuilder text = new StringBuilder();
    files.forEach(file -> text.append(content(file)));
    return text.toString();
  }

  private static String content(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String((isPlain(file) ? in : new GZIPInputStream(in)).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
