package io.banyan.cli.command;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.GraphSheet;
import io.banyan.supervision.graph.SupervisionGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code graph}: questions about the tree as a graph. */
@Command(
    name = "graph",
    description = "Tells how one child stands to all others, or the order and cycles of the tree.",
    footer = {"", "Example: banyan graph database --fault-domain"})
public final class GraphCommand implements Callable<Integer> {

  /** About one child. */
  static final class AboutOne {
    @Option(names = "--fault-domain", description = "Who falls when it fails, and why.")
    private boolean faultDomain;

    @Option(names = "--ancestors", description = "The supervisors above it, the nearest first.")
    private boolean ancestors;

    @Option(names = "--descendants", description = "All below it.")
    private boolean descendants;

    @Option(
        names = "--path-to",
        paramLabel = "OTHER",
        description = "The shortest way to another child.")
    private @Nullable String other;
  }

  /** About all. */
  static final class AboutAll {
    @Option(names = "--start-order", description = "All children in the order they start in.")
    private boolean startOrder;

    @Option(names = "--stop-order", description = "All children in the order they stop in.")
    private boolean stopOrder;

    @Option(names = "--cycles", description = "Children that wait for each other.")
    private boolean cycles;
  }

  @Parameters(paramLabel = "ID", arity = "0..1", description = "Its id, or its path in the tree.")
  private @Nullable String id;

  @ArgGroup private @Nullable AboutOne one;

  @ArgGroup private @Nullable AboutAll all;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Asks what this file declares; nothing need run.")
  private @Nullable Path file;

  @Spec private @Nullable CommandSpec spec;

  private final BanyanCommand banyan;

  public GraphCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    if (spec != null && (id == null ? one != null : all != null)) {
      throw new ParameterException(
          spec.commandLine(),
          id == null ? "about which child? An ID is missing" : "that is not about one child");
    }
    NamedGraph named = NamedGraph.of(banyan, file);
    List<String> lines = id == null ? aboutAll(named) : aboutOne(named, named.node(id).id());
    lines.forEach(banyan::print);
    return ExitCode.DONE;
  }

  private List<String> aboutOne(NamedGraph named, String path) {
    SupervisionGraph graph = named.graph();
    if (one == null) {
      return GraphSheet.relations(graph, path);
    }
    if (one.faultDomain) {
      return GraphSheet.faultDomain(graph.faultDomain(path));
    }
    if (one.other != null) {
      return graph
          .path(path, named.node(one.other).id())
          .map(way -> GraphSheet.way(path, way))
          .orElseThrow(() -> new CommandFailure(ExitCode.FAILED, "there is no way between them"));
    }
    return one.ancestors ? graph.ancestors(path) : graph.descendants(path);
  }

  private List<String> aboutAll(NamedGraph named) {
    SupervisionGraph graph = named.graph();
    if (all == null) {
      return GraphFormat.text.lines(named, banyan.console().style());
    }
    if (all.cycles) {
      return graph.cycles().stream().map(GraphSheet::cycle).toList();
    }
    return all.startOrder ? graph.startOrder() : graph.stopOrder();
  }
}
