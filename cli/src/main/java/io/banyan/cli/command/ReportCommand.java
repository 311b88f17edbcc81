package io.banyan.cli.command;

import io.banyan.cli.console.ExitCode;
import io.banyan.cli.usage.Report;
import io.banyan.cli.usage.Series;
import io.banyan.control.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: what was measured, summed up and drawn. */
@Command(
    name = "report",
    description = {
      "Sums up and draws what processes used: the measurements of a file that",
      "'track' wrote, or those that the runtime still has of a child."
    },
    footer = {"", "Example: banyan report usage.csv"})
public final class ReportCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE|ID",
      arity = "1..*",
      description = "Files of 'track', or else ids or paths in the tree.")
  private List<String> names = List.of();

  @Option(names = "--own", description = "Of each process itself, without its descendants.")
  private boolean own;

  @Option(names = "--json", description = "One JSON array.")
  private boolean json;

  private final BanyanCommand banyan;

  public ReportCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() throws IOException {
    List<Series> all = new UsageSource(banyan).read(names);
    if (json) {
      Report report = new Report(own);
      banyan.print(Json.writeIndented(all.stream().map(report::json).toList()));
      return ExitCode.DONE;
    }
    UsageSheet sheet = new UsageSheet(banyan, own);
    for (Series series : all) {
      if (series != all.get(0)) {
        banyan.print("");
      }
      sheet.report(series);
    }
    return ExitCode.DONE;
  }
}
