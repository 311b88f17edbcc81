package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.usage.Series;
import io.banyan.cli.usage.UsageCsv;
import io.banyan.cli.usage.UsageRow;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.usage.Usage;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where series come from: files of {@code track}, and what the runtime remembers of a child. */
final class UsageSource {

  private final BanyanCommand banyan;

  UsageSource(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  /**
   * The series of all these.
   *
   * @param names files, or else ids or paths of children
   */
  List<Series> read(List<String> names) throws IOException {
    List<Series> all = new ArrayList<>();
    for (String name : names) {
      List<Series> here = Files.exists(Path.of(name)) ? file(name) : List.of(child(name));
      if (here.isEmpty()) {
        throw new CommandFailure(ExitCode.FAILED, name + " has no measurements");
      }
      all.addAll(here);
    }
    return all;
  }

  private static List<Series> file(String name) throws IOException {
    try {
      List<Series> found = Series.of(UsageCsv.parse(Files.readAllLines(Path.of(name))));
      return found.stream()
          .map(series -> new Series(name + " " + series.name(), series.rows()))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, name + ": " + e.getMessage());
    }
  }

  private Series child(String id) {
    ControlClient.Answer answer = banyan.connect().get(ControlClient.process(id) + "/usage");
    if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
      throw new CommandFailure(
          ExitCode.NO_SUCH_PROCESS, "Service " + id + " not found, and no file of that name");
    }
    List<UsageRow> rows =
        answer.object().objects("samples").stream().map(sample -> row(id, sample)).toList();
    if (rows.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILED, "the monitor has not looked at " + id + " yet, or is off");
    }
    return new Series(id, rows);
  }

  private static UsageRow row(String id, JsonObject sample) {
    return new UsageRow(
        sample.string("time").map(Instant::parse).orElse(Instant.EPOCH),
        id,
        OptionalLong.empty(),
        Optional.of(
            new Usage(
                sample.decimal("ownCpuPercent").orElse(0.0),
                sample.number("ownRssBytes").orElse(0L),
                sample.decimal("cpuPercent").orElse(0.0),
                sample.number("rssBytes").orElse(0L),
                sample.number("processes").orElse(0L).intValue())));
  }
}
