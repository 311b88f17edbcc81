package io.banyan.cli.command;

import io.banyan.cli.usage.Report;
import io.banyan.cli.usage.Series;
import io.banyan.control.json.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which measurements are shown, and how. */
final class UsageOptions {

  @Parameters(
      paramLabel = "FILE|ID",
      arity = "1..*",
      description = "Files of 'track', or else ids or paths in the tree.")
  private List<String> names = List.of();

  @Option(names = "--own", description = "Of each process itself, without its descendants.")
  private boolean own;

  @Option(names = "--json", description = "One JSON array.")
  private boolean json;

  boolean own() {
    return own;
  }

  boolean json() {
    return json;
  }

  List<Series> read(BanyanCommand banyan) throws IOException {
    return new UsageSource(banyan).read(names);
  }

  Report report() {
    return new Report(own);
  }

  /** One JSON array of all these. */
  String asJson(List<Series> all) {
    return Json.writeIndented(all.stream().map(report()::json).toList());
  }
}
