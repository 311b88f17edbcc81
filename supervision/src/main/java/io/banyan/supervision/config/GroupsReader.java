package io.banyan.supervision.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code groups}. */
final class GroupsReader {

  private static final int MOST = 100;

  private GroupsReader() {}

  static Set<String> read(ObjectReader child) {
    if (!child.has("groups")) {
      return Set.of();
    }
    List<String> names = child.elements("groups", ChildIds::convert);
    if (names.size() > MOST) {
      child.mistake("groups", "a child is in at most " + MOST + " groups");
    }
    return new LinkedHashSet<>(names);
  }
}
