package io.banyan.supervision.dependency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which children of one supervisor go before which. Those that depend on nothing form a
 * <em>chain</em> in declared order: each starts when the one before it is ready, and they stop one
 * after the other in the reverse order. The others start as soon as what they depend on has come,
 * and stop before that does.
 *
 * <p>Immutable.
 */
public final class Precedence {

  /** Declared order alone. */
  public static final Precedence DECLARED = new Precedence(Set.of(), Map.of());

  private final Set<String> unchained;
  private final Map<String, Set<String>> needs;

  private Precedence(Set<String> unchained, Map<String, Set<String>> needs) {
    this.unchained = Set.copyOf(unchained);
    this.needs = Map.copyOf(needs);
  }

  static Precedence of(Set<String> unchained, List<Edge> edges) {
    Map<String, Set<String>> needs = new HashMap<>();
    for (Edge edge : edges) {
      needs.computeIfAbsent(edge.from(), key -> new HashSet<>()).add(edge.to());
    }
    return unchained.isEmpty() ? DECLARED : new Precedence(unchained, needs);
  }

  /** Whether all children keep to declared order. */
  public boolean isDeclaredOrder() {
    return unchained.isEmpty();
  }

  /** Whether it takes its turn in declared order. */
  public boolean isChained(String id) {
    return !unchained.contains(id);
  }

  /**
   * Of children that have to go down, those for which nobody else has to go first: whom it is time
   * to ask, the last first. Never empty as long as there is one.
   *
   * @param up those that are not down yet, whether they were asked or not, in declared order
   */
  public List<String> nextToStop(List<String> up) {
    Set<String> needed = new HashSet<>();
    up.forEach(id -> needed.addAll(needs.getOrDefault(id, Set.of())));
    List<String> next = new ArrayList<>();
    boolean laterInChain = false;
    for (int i = up.size() - 1; i >= 0; i--) {
      String id = up.get(i);
      boolean chained = isChained(id);
      if (!needed.contains(id) && !(chained && laterInChain)) {
        next.add(id);
      }
      laterInChain |= chained;
    }
    // Children that were added while it runs may be in a cycle: somebody has to be the first.
    return next.isEmpty() && !up.isEmpty() ? List.of(up.get(up.size() - 1)) : next;
  }
}
