package io.banyan.supervision.dependency;

import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * In which order the children of one supervisor start and stop. Those that depend on nothing form a
 * <em>chain</em> in declared order: each starts when the one before it is ready, and they stop one
 * after the other in the reverse order. The others start as soon as what they depend on has come,
 * and stop before that does.
 *
 * <p>Immutable.
 */
public final class StartOrder {

  private final List<String> declared;
  private final Set<String> unchained;
  private final Map<String, Set<String>> dependents;

  private StartOrder(
      List<String> declared, Set<String> unchained, Map<String, Set<String>> dependents) {
    this.declared = declared;
    this.unchained = unchained;
    this.dependents = dependents;
  }

  /** Declared order alone. */
  public static StartOrder declared(SupervisorSpec supervisor) {
    return of(supervisor, Set.of(), List.of());
  }

  static StartOrder of(SupervisorSpec supervisor, Set<String> unchained, List<Edge> edges) {
    Map<String, Set<String>> dependents = new HashMap<>();
    for (Edge edge : edges) {
      dependents.computeIfAbsent(edge.to(), key -> new HashSet<>()).add(edge.from());
    }
    List<String> declared = supervisor.children().stream().map(ChildSpec::id).toList();
    Set<String> own = new HashSet<>(unchained);
    own.retainAll(new HashSet<>(declared));
    return new StartOrder(declared, Set.copyOf(own), dependents);
  }

  /** Whether it takes its turn in declared order. */
  public boolean isChained(String id) {
    return !unchained.contains(id);
  }

  /**
   * Of the children that have to go down, those for which nobody else has to go first: whom it is
   * time to ask. Never empty as long as there is one.
   *
   * @param up who of them is not down yet, whether it was asked or not
   */
  public List<String> nextToStop(Predicate<String> up) {
    List<String> next = new ArrayList<>();
    boolean laterInChain = false;
    for (int i = declared.size() - 1; i >= 0; i--) {
      String id = declared.get(i);
      if (!up.test(id)) {
        continue;
      }
      boolean chained = isChained(id);
      if (!(chained && laterInChain) && noneUp(dependents.getOrDefault(id, Set.of()), up)) {
        next.add(id);
      }
      laterInChain |= chained;
      if (laterInChain && unchained.isEmpty()) {
        break;
      }
    }
    return next;
  }

  private static boolean noneUp(Set<String> ids, Predicate<String> up) {
    return ids.stream().noneMatch(up);
  }
}
