package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.link.LinkPair;
import io.banyan.supervision.spec.ChildIndex;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.LinkedHashSet;
import java.util.Set;

/** The links that child specs declare. */
final class DeclaredLinks {

  private DeclaredLinks() {}

  /**
   * All links of a tree.
   *
   * @throws IllegalArgumentException when one leads to no child, or to itself or a supervisor above
   */
  static Set<LinkPair> of(SupervisorSpec root) {
    ChildIndex index = ChildIndex.of(root);
    Set<LinkPair> pairs = new LinkedHashSet<>();
    index
        .specs()
        .forEach(
            (path, spec) ->
                spec.links().stream().sorted().forEach(id -> pairs.add(pair(index, path, id))));
    return pairs;
  }

  private static LinkPair pair(ChildIndex index, ChildPath from, String id) {
    ChildPath to =
        index
            .resolve(from, id)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        from + " is linked with " + id + ", which is no child, or one of several"));
    LinkPair.refusal(from, to)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(from + ", linked with " + id + ": " + why);
            });
    return new LinkPair(from, to);
  }
}
