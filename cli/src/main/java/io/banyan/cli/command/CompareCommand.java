package io.banyan.cli.command;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.usage.Series;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code compare}: what several processes used, or one at several times. */
@Command(
    name = "compare",
    description = "Shows beside each other what several processes used, or one at several times.",
    footer = {"", "Example: banyan compare before.csv after.csv"})
public final class CompareCommand implements Callable<Integer> {

  @Mixin private final UsageOptions options = new UsageOptions();

  private final BanyanCommand banyan;

  public CompareCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() throws IOException {
    List<Series> all = options.read(banyan);
    if (all.size() < 2) {
      throw new CommandFailure(
          ExitCode.USAGE, "there is only " + all.get(0).name() + ": compare it with what?");
    }
    if (options.json()) {
      banyan.print(options.asJson(all));
    } else {
      options.report().compare(all).forEach(banyan::print);
    }
    return ExitCode.DONE;
  }
}
