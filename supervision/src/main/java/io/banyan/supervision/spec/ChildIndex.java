package io.banyan.supervision.spec;

import io.banyan.runtime.event.ChildPath;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The children of a tree by their paths, and whom they mean by an id. Used by one thread. */
public final class ChildIndex {

  private final Map<ChildPath, ChildSpec> specs = new LinkedHashMap<>();
  private final Map<String, Set<ChildPath>> byId = new HashMap<>();
  private final Map<String, Set<ChildPath>> byLink = new HashMap<>();

  /** The index of a whole tree. */
  public static ChildIndex of(SupervisorSpec root) {
    ChildIndex index = new ChildIndex();
    index.putAll(ChildPath.ROOT, root);
    return index;
  }

  /** Every child, supervisors before their children, in declared order; without the root. */
  public Map<ChildPath, ChildSpec> specs() {
    return Collections.unmodifiableMap(specs);
  }

  /** Adds a child, or what is said of it now. */
  public void put(ChildPath path, ChildSpec spec) {
    ChildSpec before = specs.put(path, spec);
    if (before != null) {
      before.links().forEach(id -> drop(byLink, id, path));
    }
    add(byId, spec.id(), path);
    spec.links().forEach(id -> add(byLink, id, path));
  }

  public void remove(ChildPath path) {
    ChildSpec before = specs.remove(path);
    if (before != null) {
      drop(byId, before.id(), path);
      before.links().forEach(id -> drop(byLink, id, path));
    }
  }

  /** Those that name this id among their links. */
  public List<ChildPath> naming(String id) {
    return List.copyOf(byLink.getOrDefault(id, Set.of()));
  }

  /** Another child of the same id, below another supervisor. */
  public Optional<ChildPath> namesake(ChildPath path) {
    return byId.getOrDefault(path.id(), Set.of()).stream()
        .filter(other -> !other.equals(path))
        .findFirst();
  }

  /**
   * The child that another one means by an id: the sibling of that id, else the only child of that
   * id in the tree.
   *
   * @return empty when there is none, or several of which none is a sibling
   */
  public Optional<ChildPath> resolve(ChildPath from, String id) {
    Set<ChildPath> found = byId.getOrDefault(id, Set.of());
    Optional<ChildPath> sibling = from.parent().map(parent -> parent.child(id));
    if (sibling.isPresent() && found.contains(sibling.get())) {
      return sibling;
    }
    return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
  }

  private void putAll(ChildPath at, SupervisorSpec supervisor) {
    for (ChildSpec child : supervisor.children()) {
      ChildPath path = at.child(child.id());
      put(path, child);
      if (child.definition() instanceof ChildDefinition.SupervisorChild below) {
        putAll(path, below.supervisor());
      }
    }
  }

  private static void add(Map<String, Set<ChildPath>> map, String id, ChildPath path) {
    map.computeIfAbsent(id, key -> new LinkedHashSet<>(2)).add(path);
  }

  private static void drop(Map<String, Set<ChildPath>> map, String id, ChildPath path) {
    Set<ChildPath> paths = map.get(id);
    if (paths != null && paths.remove(path) && paths.isEmpty()) {
      map.remove(id);
    }
  }
}
