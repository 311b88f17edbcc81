package io.banyan.cli.command;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.console.Screen;
import io.banyan.cli.top.Feed;
import io.banyan.cli.top.TopScreen;
import io.banyan.cli.top.TopSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code top}: the processes, live. */
@Command(
    name = "top",
    description = "Follows the processes on the screen, and steers them with keys; h tells which.",
    footer = {"", "Example: banyan top --sort memory"})
public final class TopCommand implements Callable<Integer> {

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      defaultValue = "2s",
      description = "How often to look, at least 200ms (default: 2s).")
  private Duration interval = Duration.ofSeconds(2);

  @Option(
      names = "--sort",
      paramLabel = "COLUMN",
      defaultValue = "cpu",
      description = "cpu (default), memory, name, state, uptime or restarts.")
  private String sort = "cpu";

  @Option(names = "--tree", description = "Below their supervisors, in the order of the tree.")
  private boolean tree;

  @Option(names = "--once", description = "Prints one look and ends; needs no terminal.")
  private boolean once;

  private final BanyanCommand banyan;

  public TopCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() throws IOException {
    TopSettings settings = settings();
    Feed feed =
        new Feed(
            banyan::connect, (verb, path, answer) -> OperationWords.of(verb, path, answer).text());
    if (once) {
      TopScreen.once(settings, feed).forEach(banyan::print);
    } else {
      new TopScreen(settings, feed, banyan.console().style().colour()).run();
    }
    return ExitCode.DONE;
  }

  private TopSettings settings() {
    try {
      return new TopSettings(interval, sort, tree, Screen.of(banyan.console()).unicode());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
