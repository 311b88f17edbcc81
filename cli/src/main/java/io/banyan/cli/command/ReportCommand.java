package io.banyan.cli.command;

import io.banyan.cli.console.ExitCode;
import io.banyan.cli.usage.Series;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code report}: what was measured, summed up and drawn. */
@Command(
    name = "report",
    description = {
      "Sums up and draws what processes used: the measurements of a file that",
      "'track' wrote, or those that the runtime still has of a child."
    },
    footer = {"", "Example: banyan report usage.csv"})
public final class ReportCommand implements Callable<Integer> {

  @Mixin private final UsageOptions options = new UsageOptions();

  private final BanyanCommand banyan;

  public ReportCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() throws IOException {
    List<Series> all = options.read(banyan);
    if (options.json()) {
      banyan.print(options.asJson(all));
      return ExitCode.DONE;
    }
    UsageSheet sheet = new UsageSheet(banyan, options.own());
    for (Series series : all) {
      if (series != all.get(0)) {
        banyan.print("");
      }
      sheet.report(series);
    }
    return ExitCode.DONE;
  }
}
