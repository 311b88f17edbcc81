package io.banyan.cli.command;

import io.banyan.cli.console.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tree}: supervisors and what they supervise. */
@Command(
    name = "tree",
    description = "Draws the tree of supervisors and processes, with what else ties them.",
    footer = {"", "Example: banyan tree --format dot | dot -Tsvg > tree.svg"})
public final class TreeCommand implements Callable<Integer> {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: text).")
  private GraphFormat format = GraphFormat.text;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Draws what this file declares; nothing need run.")
  private @Nullable Path file;

  private final BanyanCommand banyan;

  public TreeCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    NamedGraph graph = NamedGraph.of(banyan, file);
    format.lines(graph, banyan.console().style()).forEach(banyan::print);
    return ExitCode.DONE;
  }
}
