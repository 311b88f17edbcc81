package io.banyan.supervision.spec;

import io.banyan.runtime.event.ChildPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All children of a declared tree by their paths, and what their ids mean. Immutable. */
public final class ChildIndex {

  private final Map<ChildPath, ChildSpec> specs = new LinkedHashMap<>();
  private final Map<String, List<ChildPath>> byId = new HashMap<>();

  private ChildIndex() {}

  /** The index of a tree. */
  public static ChildIndex of(SupervisorSpec root) {
    ChildIndex index = new ChildIndex();
    index.add(ChildPath.ROOT, root);
    return index;
  }

  /** Every child, supervisors before their children, in declared order; without the root. */
  public Map<ChildPath, ChildSpec> specs() {
    return Collections.unmodifiableMap(specs);
  }

  /**
   * The child that another one means by an id: the sibling of that id, else the only child of that
   * id in the tree.
   *
   * @return empty when there is none, or several of which none is a sibling
   */
  public Optional<ChildPath> resolve(ChildPath from, String id) {
    List<ChildPath> found = byId.getOrDefault(id, List.of());
    Optional<ChildPath> sibling = from.parent().map(parent -> parent.child(id));
    if (sibling.isPresent() && found.contains(sibling.get())) {
      return sibling;
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private void add(ChildPath at, SupervisorSpec supervisor) {
    for (ChildSpec child : supervisor.children()) {
      ChildPath path = at.child(child.id());
      specs.put(path, child);
      byId.computeIfAbsent(child.id(), id -> new ArrayList<>(1)).add(path);
      if (child.definition() instanceof ChildDefinition.SupervisorChild below) {
        add(path, below.supervisor());
      }
    }
  }
}
