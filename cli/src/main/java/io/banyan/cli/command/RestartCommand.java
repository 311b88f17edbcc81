package io.banyan.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code restart}: stops and starts a child. */
@Command(
    name = "restart",
    description = "Stops children that are running, then starts them.",
    footer = {"", "Example: banyan restart mailer"})
public final class RestartCommand implements Callable<Integer> {

  @Mixin private final Stopping stopping = new Stopping();
  private final BanyanCommand banyan;

  public RestartCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return stopping.run(banyan, "restart");
  }
}
