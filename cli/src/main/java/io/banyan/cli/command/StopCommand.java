package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stop}: ends a child in good order. */
@Command(
    name = "stop",
    description = "Stops children; they stay down until they are started.",
    footer = {"", "Example: banyan stop mailer --timeout 2s"})
public final class StopCommand implements Callable<Integer> {

  @Mixin private final Stopping stopping = new Stopping();
  private final BanyanCommand banyan;

  public StopCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return stopping.run(banyan, "stop", new JsonObject());
  }
}
