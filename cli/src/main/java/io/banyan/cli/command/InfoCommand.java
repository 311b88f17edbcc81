package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.ProcessSheet;
import io.banyan.cli.text.Style;
import io.banyan.control.json.Json;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code info}: everything about one child. */
@Command(
    name = "info",
    description = "Tells all about one process or supervisor.",
    footer = {"", "Example: banyan info mailer"})
public final class InfoCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "Its id, or its path in the tree.")
  private String id = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Option(names = "--all", description = "Also environment, open descriptors and system limits.")
  private boolean all;

  private final BanyanCommand banyan;

  public InfoCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    ControlClient.Answer answer = banyan.connect().get(ControlClient.process(id));
    if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
      throw new CommandFailure(ExitCode.NO_SUCH_PROCESS, "Service " + id + " not found");
    }
    if (json) {
      banyan.print(Json.writeIndented(answer.object()));
    } else {
      Style style = banyan.console().style();
      List<String> sheet =
          all
              ? ProcessSheet.thorough(answer.object(), style)
              : ProcessSheet.of(answer.object(), style);
      sheet.forEach(banyan::print);
    }
    return ExitCode.DONE;
  }
}
