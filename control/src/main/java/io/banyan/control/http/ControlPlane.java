package io.banyan.control.http;

import io.banyan.runtime.engine.EngineCapabilities;
import io.banyan.runtime.inspect.CachedInspection;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.runtime.monitor.UsageView;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.supervision.graph.SupervisionGraph;
import io.banyan.supervision.reload.Reloader;
import io.banyan.supervision.tree.TreeOperations;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All that the control server shows and steers.
 *
 * @param name the tree's name
 * @param file the declaration it runs, absolute
 * @param engine what its launch engine promises
 * @param usage what its processes have used lately
 * @param reloader reads that file again
 * @param inspection looks at its processes
 * @param graph the tree as a graph, as it is when asked
 * @param facts what has happened and happens
 * @param scraping its metrics; empty when there are to be none
 * @param parts what else can be asked for, by their names
 */
public record ControlPlane(
    String name,
    Path file,
    EngineCapabilities engine,
    TreeView view,
    ProcessOutputs outputs,
    UsageView usage,
    TreeOperations operations,
    Reloader reloader,
    CachedInspection inspection,
    Supplier<SupervisionGraph> graph,
    Facts facts,
    Optional<Scraping> scraping,
    List<ApiPart> parts) {

  public ControlPlane {
    parts = List.copyOf(parts);
  }
}
