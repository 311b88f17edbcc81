package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.Incarnation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers the incarnations of every child of one tree. Kept outside the supervisors, so that a
 * child's numbers go on when its supervisor is itself restarted. Safe from any thread.
 */
final class Incarnations {

  private final Map<ChildPath, Integer> last = new ConcurrentHashMap<>();
  private final Map<ChildPath, Long> generated = new ConcurrentHashMap<>();

  Incarnation next(ChildPath path) {
    return new Incarnation(path, last.merge(path, 1, Integer::sum));
  }

  /** Numbers what comes next of this child from here: an earlier runtime has used those before. */
  void startAfter(ChildPath path, int number) {
    last.put(path, number);
  }

  /** The number of the latest incarnation; 0 when there was none. */
  int last(ChildPath path) {
    return last.getOrDefault(path, 0);
  }

  /** A path for another child of a dynamic supervisor, never given before. */
  ChildPath another(ChildPath supervisor, String stem) {
    return supervisor.child(stem + "-" + generated.merge(supervisor, 1L, Long::sum));
  }

  /**
   * Forgets a child whose path was given by {@link #another}. Others are remembered: an incarnation
   * that carried the same number as an earlier one would be mistaken for it.
   */
  void forget(ChildPath path) {
    last.remove(path);
  }
}
