package io.banyan.supervision.config;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.link.LinkPair;
import io.banyan.supervision.spec.ChildIndex;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@code links}, and checks all of them when the tree is known. */
final class LinkReader {

  private record Read(ObjectReader reader, Set<String> ids) {}

  private final Map<String, Read> byChild = new LinkedHashMap<>();

  /**
   * Whom a child is linked with.
   *
   * @param id of the child; empty when that is mistaken
   */
  Set<String> read(ObjectReader child, String id) {
    child.accept(List.of("links"));
    if (!child.has("links")) {
      return Set.of();
    }
    Set<String> ids = new LinkedHashSet<>(child.elements("links", ChildIds::convert));
    if (ids.contains(id)) {
      child.mistake("links", "a child cannot be linked with itself");
      ids.remove(id);
    }
    byChild.putIfAbsent(id, new Read(child, ids));
    return ids;
  }

  /**
   * Tells every link that cannot be kept.
   *
   * @param root what could be read of the tree, in which instances stand for their names; children
   *     with mistakes of their own are not in it
   * @param declared whether an id is declared anywhere, with or without mistakes
   */
  void check(SupervisorSpec root, Predicate<String> declared, Instances instances) {
    for (Read one : byChild.values()) {
      for (String id : one.ids()) {
        if (!declared.test(id)) {
          one.reader().mistake("links", "there is no child " + id + " in the tree");
        }
      }
    }
    ChildIndex index = ChildIndex.of(root);
    index
        .specs()
        .forEach(
            (path, spec) ->
                spec.links()
                    .forEach(id -> check(index, path, instances.declaredAs(spec.id()), id)));
  }

  private void check(ChildIndex index, ChildPath from, String child, String id) {
    Read one = byChild.get(child);
    if (one != null) {
      index
          .resolve(from, id)
          .flatMap(to -> LinkPair.refusal(from, to))
          .ifPresent(why -> one.reader().mistake("links", id + ": " + why));
    }
  }
}
