package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code unlink}: has two children not crash together any more. */
@Command(
    name = "unlink",
    description =
        "Unlinks two children as they run now. A link in the file is made anew when one of them is"
            + " restarted.",
    footer = {"", "Example: banyan unlink mailer database"})
public final class UnlinkCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "ID", description = "One, by its id or path.")
  private String one = "";

  @Parameters(index = "1", paramLabel = "OTHER", description = "The other.")
  private String other = "";

  private final BanyanCommand banyan;

  public UnlinkCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return new Operation(banyan, "unlink", new JsonObject().put("with", other)).on(List.of(one));
  }
}
