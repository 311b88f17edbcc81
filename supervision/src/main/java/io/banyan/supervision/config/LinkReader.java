package io.banyan.supervision.config;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.link.LinkPair;
import io.banyan.supervision.spec.ChildIndex;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@code links}, and checks all of them when the tree is known. */
final class LinkReader {

  private record Read(ObjectReader reader, Set<String> ids) {}

  private record OfTemplate(ObjectReader reader, String supervisor, String stem, Set<String> ids) {}

  private final Map<String, Read> byChild = new LinkedHashMap<>();
  private final List<OfTemplate> templates = new ArrayList<>();

  /**
   * Whom a child is linked with.
   *
   * @param id of the child; empty when that is mistaken
   */
  Set<String> read(ObjectReader child, String id) {
    Set<String> ids = ids(child);
    if (ids.isEmpty()) {
      return ids;
    }
    if (ids.contains(id)) {
      child.mistake("links", "a child cannot be linked with itself");
      ids.remove(id);
    }
    byChild.putIfAbsent(id, new Read(child, ids));
    return ids;
  }

  /**
   * Whom each child of a template is linked with.
   *
   * @param supervisor its id; empty when that is mistaken
   * @param stem of the ids of its children
   */
  Set<String> ofTemplate(ObjectReader template, String supervisor, String stem) {
    Set<String> ids = ids(template);
    templates.add(new OfTemplate(template, supervisor, stem, ids));
    return ids;
  }

  private static Set<String> ids(ObjectReader child) {
    return child.has("links")
        ? new LinkedHashSet<>(child.elements("links", ChildIds::convert))
        : new LinkedHashSet<>();
  }

  /**
   * Tells every link that cannot be kept.
   *
   * @param root what could be read of the tree, in which instances stand for their names; children
   *     with mistakes of their own are not in it
   * @param declared whether an id is declared anywhere, with or without mistakes
   */
  void check(SupervisorSpec root, Predicate<String> declared, Instances instances) {
    byChild.values().forEach(one -> checkIds(one.reader(), one.ids(), declared));
    templates.forEach(one -> checkIds(one.reader(), one.ids(), declared));
    ChildIndex index = ChildIndex.of(root);
    templates.forEach(one -> check(index, one));
    index
        .specs()
        .forEach(
            (path, spec) ->
                spec.links()
                    .forEach(id -> check(index, path, instances.declaredAs(spec.id()), id)));
  }

  private static void checkIds(ObjectReader reader, Set<String> ids, Predicate<String> declared) {
    for (String id : ids) {
      if (!declared.test(id)) {
        reader.mistake("links", "there is no child " + id + " in the tree");
      }
    }
  }

  private static void check(ChildIndex index, OfTemplate one) {
    if (one.stem().isEmpty()) {
      return;
    }
    Optional<ChildPath> made =
        index.resolve(ChildPath.ROOT, one.supervisor()).map(above -> above.child(one.stem()));
    for (String id : one.ids()) {
      made.flatMap(
              from -> index.resolve(ChildPath.ROOT, id).flatMap(to -> LinkPair.refusal(from, to)))
          .ifPresent(why -> one.reader().mistake("links", id + ": " + why));
    }
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
