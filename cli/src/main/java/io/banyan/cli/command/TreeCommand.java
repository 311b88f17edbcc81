package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.TreeDrawing;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tree}: supervisors and what they supervise. */
@Command(
    name = "tree",
    description = "Draws the tree of supervisors and processes.",
    footer = {"", "Example: banyan tree"})
public final class TreeCommand implements Callable<Integer> {

  /** What it can be drawn as. */
  enum Format {
    text,
    json
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.text;

  private final BanyanCommand banyan;

  public TreeCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    ControlClient client = banyan.connect();
    JsonObject root = client.get("/api/graph").object();
    if (format == Format.json) {
      banyan.print(Json.writeIndented(root));
    } else {
      TreeDrawing.of(client.runtime().name(), root, banyan.console().style())
          .forEach(banyan::print);
    }
    return ExitCode.DONE;
  }
}
