package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.control.document.GraphReader;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.Mistake;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.graph.GraphBuilder;
import io.banyan.supervision.graph.Node;
import io.banyan.supervision.graph.SupervisionGraph;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A graph, and what its root is called.
 *
 * @param name of the tree
 */
record NamedGraph(String name, SupervisionGraph graph) {

  /**
   * The graph of the runtime that is meant, or of a file.
   *
   * @param file what to read instead of asking a runtime
   */
  static NamedGraph of(BanyanCommand banyan, @Nullable Path file) {
    if (file == null) {
      ControlClient client = banyan.connect();
      return new NamedGraph(
          client.runtime().name(), GraphReader.read(client.get("/api/graph").object()));
    }
    LoadResult result = Declarations.load(file, banyan.console().env());
    if (result instanceof LoadResult.Invalid invalid) {
      throw new CommandFailure(
          ExitCode.USAGE,
          invalid.mistakes().stream().map(Mistake::text).collect(Collectors.joining("\n")));
    }
    TreeDeclaration declaration = ((LoadResult.Loaded) result).declaration();
    return new NamedGraph(
        declaration.name(), new GraphBuilder().declared(declaration.tree()).build());
  }

  /** The node that is meant by an id or a path. */
  Node node(String id) {
    return graph
        .find(id)
        .orElseThrow(
            () -> new CommandFailure(ExitCode.NO_SUCH_PROCESS, "Service " + id + " not found"));
  }
}
