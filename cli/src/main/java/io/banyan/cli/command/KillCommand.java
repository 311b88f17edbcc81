package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kill}: ends processes by a signal. */
@Command(
    name = "kill",
    customSynopsis = "banyan kill [-SIGNAL | -s SIGNAL] (ID... | --group GROUP)",
    description =
        "Sends TERM, or another signal, to processes. One that ends of it stays down; if it does not "
            + "end within its grace time, it is killed.",
    footer = {"", "Example: banyan kill -9 mailer"})
public final class KillCommand implements Callable<Integer> {

  @Mixin private final Targets targets = new Targets();

  @Option(
      names = {"-s", "--signal"},
      paramLabel = "SIGNAL",
      description = "A name (TERM, SIGTERM, RTMIN+1) or a number; also -TERM, -9 (default: TERM).")
  private String signal = "TERM";

  private final BanyanCommand banyan;

  public KillCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return targets.run(new Operation(banyan, "kill", new JsonObject().put("signal", signal)));
  }
}
