package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code restart}: stops and starts a child. */
@Command(
    name = "restart",
    description = "Stops children that are running, then starts them.",
    footer = {"", "Example: banyan restart mailer"})
public final class RestartCommand implements Callable<Integer> {

  @Mixin private final Stopping stopping = new Stopping();

  @Option(
      names = "--rolling",
      description =
          "Of a group or of instances: one after the other, the next when the last is ready; one that"
              + " fails halts it.")
  private boolean rolling;

  private final BanyanCommand banyan;

  public RestartCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return stopping.run(banyan, "restart", new JsonObject().put("rolling", rolling));
  }
}
