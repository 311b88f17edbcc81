package io.banyan.cli.up;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.lifecycle.LifecycleState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads from the graph of a tree what keeps it from being ready. */
final class NotReady {

  private static final String READY = LifecycleState.RUNNING.text();

  /** A task that has ended has done its part. */
  private static final Set<String> DONE = Set.of(READY, LifecycleState.EXITED.text());

  private NotReady() {}

  /**
   * @param root its first node
   */
  static boolean isReady(JsonObject root) {
    return root.string("state").filter(READY::equals).isPresent();
  }

  /** One line for each child that is not a supervisor and not ready. */
  static List<String> lines(JsonObject root) {
    List<String> lines = new ArrayList<>();
    collect(root, lines);
    return lines;
  }

  private static void collect(JsonObject node, List<String> lines) {
    node.objects("children").forEach(child -> collect(child, lines));
    boolean supervisor = node.string("kind").filter("supervisor"::equals).isPresent();
    if (!supervisor && node.string("state").filter(DONE::contains).isEmpty()) {
      lines.add(node.string("path").orElse("") + ": " + node.string("status").orElse("unknown"));
    }
  }
}
