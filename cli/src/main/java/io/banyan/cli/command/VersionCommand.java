package io.banyan.cli.command;

import io.banyan.cli.console.ExitCode;
import io.banyan.control.document.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code version}: what is running here. */
@Command(
    name = "version",
    description = "Tells the version of Banyan and of Java.",
    footer = {"", "Example: banyan version"})
public final class VersionCommand implements Callable<Integer> {

  private final BanyanCommand banyan;

  public VersionCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    banyan.print("banyan " + Version.current() + " (Java " + Runtime.version() + ")");
    return ExitCode.DONE;
  }
}
