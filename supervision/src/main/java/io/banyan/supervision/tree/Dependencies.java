package io.banyan.supervision.tree;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.output.LineWatch;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.supervision.dependency.DependencyBoard;
import io.banyan.supervision.dependency.DependencyGraph;
import io.banyan.supervision.dependency.LineSource;
import io.banyan.supervision.dependency.Precedence;
import io.banyan.supervision.spec.ChildSpec;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What depends on what in one tree, and what has come of that. Safe from any thread. */
final class Dependencies {

  private static final Logger LOG = LoggerFactory.getLogger(Dependencies.class);

  private final DependencyBoard board;
  private volatile DependencyGraph graph;

  Dependencies(DependencyGraph graph, ProcessOutputs outputs) {
    this.graph = graph;
    this.board = new DependencyBoard(graph, lines(outputs));
  }

  DependencyBoard board() {
    return board;
  }

  /** The tree is declared like this now; its supervisors ask for their order when they are told. */
  void changed(DependencyGraph declared) {
    graph = declared;
  }

  Precedence precedence(ChildPath supervisor, List<ChildSpec> children) {
    return graph.precedence(supervisor, children);
  }

  /**
   * Hears every fact right after this sink, and before its publisher says anything to anybody: so a
   * supervisor knows that a gate has closed before it knows that a child has ended.
   */
  EventSink after(EventSink sink) {
    return event -> {
      sink.publish(event);
      board.accept(event);
    };
  }

  private static LineSource lines(ProcessOutputs outputs) {
    return (child, regex, found) -> {
      LineWatch watch =
          LineWatch.first(
              Pattern.compile(regex),
              Set.of(OutputStreamKind.values()),
              finding -> on(child, finding, found));
      return outputs.watch(child, watch)::close;
    };
  }

  private static void on(ChildPath child, LineWatch.Finding finding, Runnable found) {
    if (finding instanceof LineWatch.Finding.GivenUp givenUp) {
      LOG.warn("Nobody who waits for a line of {} will be started: {}", child, givenUp.reason());
    } else {
      found.run();
    }
  }
}
