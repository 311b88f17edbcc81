package io.banyan.cli.command;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.usage.Measure;
import io.banyan.cli.usage.Series;
import io.banyan.cli.usage.Tracker;
import io.banyan.cli.usage.UsageCsv;
import io.banyan.cli.usage.UsageRow;
import io.banyan.runtime.inspect.ProcessInspectors;
import io.banyan.runtime.inspect.ProcessSampler;
import io.banyan.runtime.usage.Usage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code track}: measures what processes use for a while. */
@Command(
    name = "track",
    description = {
      "Measures what processes use, with their descendants, for a while.",
      "Prints every measurement, and a report at the end."
    },
    footer = {"", "Example: banyan track web mailer --for 10m --interval 5s --out usage.csv"})
public final class TrackCommand implements Callable<Integer> {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  @Parameters(
      paramLabel = "ID|PID",
      arity = "1..*",
      description = "Ids or paths in the tree; digits are the pid of any process.")
  private List<String> targets = List.of();

  @Option(names = "--for", paramLabel = "TIME", description = "For how long (default: 1m).")
  private String length = "1m";

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      description = "Pause between two measurements (default: 5s; at least 100ms).")
  private String interval = "5s";

  @Option(
      names = {"--out", "--csv"},
      paramLabel = "FILE",
      description = "A new CSV file, for report and compare; - prints CSV and nothing else.")
  private @Nullable String out;

  private final BanyanCommand banyan;

  public TrackCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Duration pause = TimeSpan.parse("--interval", interval, SHORTEST);
    Duration whole = TimeSpan.parse("--for", length, pause);
    TrackedSubjects subjects = new TrackedSubjects(banyan, targets);
    boolean bare = "-".equals(out);
    try (ProcessSampler sampler = ProcessInspectors.sampler();
        PrintStream file = bare ? banyan.console().out() : open()) {
      file.println(UsageCsv.HEADER);
      List<UsageRow> rows = new ArrayList<>();
      Tracker tracker = new Tracker(subjects, sampler, System::nanoTime);
      tracker.look(Instant.now());
      long begin = System.nanoTime();
      for (long k = 1; k <= whole.dividedBy(pause) && !subjects.areOver(); k++) {
        sleepUntil(begin + k * pause.toNanos());
        List<UsageRow> now = tracker.look(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        rows.addAll(now);
        write(file, now);
        if (!bare) {
          now.forEach(row -> banyan.print(line(row)));
          banyan.console().out().flush();
        }
      }
      if (!bare) {
        report(rows);
      }
    }
    return ExitCode.DONE;
  }

  private PrintStream open() throws IOException {
    if (out == null) {
      return new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
    try {
      return new PrintStream(
          Files.newOutputStream(Path.of(out), StandardOpenOption.CREATE_NEW),
          false,
          StandardCharsets.UTF_8);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(ExitCode.USAGE, out + " is there already: name a new file");
    }
  }

  /** At once: whatever ends this command, what was measured is kept. */
  private void write(PrintStream file, List<UsageRow> rows) {
    rows.forEach(row -> file.println(UsageCsv.line(row)));
    file.flush();
    if (file.checkError()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "the measurements cannot be written" + (out == null ? "" : " to " + out));
    }
  }

  private void report(List<UsageRow> rows) {
    UsageSheet sheet = new UsageSheet(banyan, false);
    for (Series series : Series.of(rows)) {
      banyan.print("");
      sheet.report(series);
    }
  }

  private static String line(UsageRow row) {
    return "%s  %-20s  %s"
        .formatted(
            TIME.format(row.time()),
            row.id(),
            row.usage().map(TrackCommand::figures).orElse("not running"));
  }

  private static String figures(Usage usage) {
    return "%7s  %9s  %d %s"
        .formatted(
            Measure.CPU.amount(usage.treeCpuPercent()),
            Measure.MEMORY.amount(usage.treeRssBytes()),
            usage.processes(),
            usage.processes() == 1 ? "process" : "processes");
  }

  private static void sleepUntil(long moment) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(moment - System.nanoTime());
  }
}
