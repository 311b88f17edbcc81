package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.Recollection;
import io.banyan.runtime.process.Incarnation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers the incarnations of every child of one tree. Kept outside the supervisors, so that a
 * child's numbers go on when its supervisor is itself restarted. Safe from any thread.
 */
final class Incarnations {

  private final Recollection recollection;

  private final Map<ChildPath, Integer> last = new ConcurrentHashMap<>();
  private final Map<ChildPath, Long> generated = new ConcurrentHashMap<>();

  /** Goes on where earlier runtimes have ended, as far as that is known. */
  Incarnations(Recollection recollection) {
    this.recollection = recollection;
  }

  Incarnation next(ChildPath path) {
    return new Incarnation(
        path, last.compute(path, (same, used) -> (used == null ? recalled(same) : used) + 1));
  }

  /** Numbers what comes next of this child from here: that one is an earlier runtime's. */
  void startAt(ChildPath path, int number) {
    last.put(path, number - 1);
  }

  /** Numbers what comes next of this child after this: an earlier runtime has used that. */
  void startAfter(ChildPath path, int number) {
    last.merge(path, Math.max(number, recalled(path)), Math::max);
  }

  /** The number of the latest incarnation; 0 when there was none. */
  int last(ChildPath path) {
    Integer used = last.get(path);
    return used == null ? recalled(path) : used;
  }

  private int recalled(ChildPath path) {
    return recollection.of(path).incarnation();
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
