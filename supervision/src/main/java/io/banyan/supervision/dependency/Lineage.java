package io.banyan.supervision.dependency;

import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the children of a tree stand: who is above whom. */
final class Lineage {

  /** What the root is called here; no child can have this id. */
  static final String ROOT = "";

  private final Map<String, Place> places = new LinkedHashMap<>();

  /**
   * @param line its ancestors below the root, from the top, and itself
   */
  private record Place(ChildSpec spec, List<String> line) {}

  /** Two children of one supervisor that are, or contain, two others. */
  record Siblings(String supervisor, String one, String other) {}

  Lineage(SupervisorSpec root) {
    add(root, List.of());
  }

  private void add(SupervisorSpec supervisor, List<String> above) {
    for (ChildSpec child : supervisor.children()) {
      List<String> line = new ArrayList<>(above);
      line.add(child.id());
      places.put(child.id(), new Place(child, List.copyOf(line)));
      if (child.definition() instanceof ChildDefinition.SupervisorChild below) {
        add(below.supervisor(), line);
      }
    }
  }

  /** All children, each before its own. */
  List<ChildSpec> all() {
    return places.values().stream().map(Place::spec).toList();
  }

  Optional<ChildSpec> find(String id) {
    return Optional.ofNullable(places.get(id)).map(Place::spec);
  }

  /** Whether the inner is somewhere below the outer. */
  boolean contains(String outer, String inner) {
    return !outer.equals(inner) && line(inner).contains(outer);
  }

  /** The siblings that keep these two apart; empty when one contains the other. */
  Optional<Siblings> apart(String one, String other) {
    List<String> left = line(one);
    List<String> right = line(other);
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      if (!left.get(i).equals(right.get(i))) {
        String supervisor = i == 0 ? ROOT : left.get(i - 1);
        return Optional.of(new Siblings(supervisor, left.get(i), right.get(i)));
      }
    }
    return Optional.empty();
  }

  /** Which child of this supervisor is, or contains, this one; itself when it is not known. */
  Optional<String> place(String supervisor, String id) {
    List<String> line = line(id);
    if (line.isEmpty()) {
      return Optional.of(id);
    }
    int above = supervisor.equals(ROOT) ? 0 : line.indexOf(supervisor) + 1;
    boolean outside = above == 0 && !supervisor.equals(ROOT);
    return outside || above >= line.size() ? Optional.empty() : Optional.of(line.get(above));
  }

  /** A child and its ancestors up to this one of them, both included. */
  List<String> upTo(String ancestor, String id) {
    List<String> line = line(id);
    return line.subList(line.indexOf(ancestor), line.size());
  }

  private List<String> line(String id) {
    Place place = places.get(id);
    return place == null ? List.of() : place.line();
  }
}
