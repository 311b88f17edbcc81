package io.banyan.cli.command;

import io.banyan.cli.console.CommandFailure;
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

/** {@code compare}: what several processes used, or one at several times. */
@Command(
    name = "compare",
    description = "Shows beside each other what several processes used, or one at several times.",
    footer = {"", "Example: banyan compare before.csv after.csv"})
public final class CompareCommand implements Callable<Integer> {

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

  public CompareCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() throws IOException {
    List<Series> all = new UsageSource(banyan).read(names);
    if (all.size() < 2) {
      throw new CommandFailure(
          ExitCode.USAGE, "there is only " + all.get(0).name() + ": compare it with what?");
    }
    Report report = new Report(own);
    if (json) {
      banyan.print(Json.writeIndented(all.stream().map(report::json).toList()));
    } else {
      report.compare(all).forEach(banyan::print);
    }
    return ExitCode.DONE;
  }
}
