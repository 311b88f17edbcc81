package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code start}: starts a child that is down. */
@Command(
    name = "start",
    description = "Starts children that are down.",
    footer = {"", "Example: banyan start mailer"})
public final class StartCommand implements Callable<Integer> {

  @Mixin private final Targets targets = new Targets();
  private final BanyanCommand banyan;

  public StartCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return targets.run(new Operation(banyan, "start", new JsonObject()));
  }
}
