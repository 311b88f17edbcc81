package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code signal}: delivers a signal and no more. */
@Command(
    name = "signal",
    description =
        "Delivers a signal to processes. One that ends of it has crashed, and its supervisor acts.",
    footer = {"", "Example: banyan signal HUP web"})
public final class SignalCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "SIGNAL", description = "A name or a number.")
  private String signal = "";

  @Parameters(
      index = "1..*",
      paramLabel = "ID",
      arity = "1..*",
      description = "Ids, paths in the tree, or the common name of instances.")
  private List<String> ids = List.of();

  private final BanyanCommand banyan;

  public SignalCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return new Operation(banyan, "signal", new JsonObject().put("signal", signal)).on(ids);
  }
}
