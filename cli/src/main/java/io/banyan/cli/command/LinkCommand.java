package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code link}: has two children crash together. */
@Command(
    name = "link",
    description =
        "Links two children as they run now: when one fails, so does the other. The link ends with"
            + " either of them; links in the file are made anew.",
    footer = {"", "Example: banyan link mailer database"})
public final class LinkCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "ID", description = "One, by its id or path.")
  private String one = "";

  @Parameters(index = "1", paramLabel = "OTHER", description = "The other.")
  private String other = "";

  private final BanyanCommand banyan;

  public LinkCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return new Operation(banyan, "link", new JsonObject().put("with", other)).on(List.of(one));
  }
}
