package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code remove}: deletes a child that is down. */
@Command(
    name = "remove",
    description =
        "Deletes children that are down, with all that is declared below them. What the file declares"
            + " comes back with the next start of its supervisor.",
    footer = {"", "Example: banyan stop mailer && banyan remove mailer"})
public final class RemoveCommand implements Callable<Integer> {

  @Mixin private final Targets targets = new Targets();
  private final BanyanCommand banyan;

  public RemoveCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return targets.run(new Operation(banyan, "remove", new JsonObject()));
  }
}
