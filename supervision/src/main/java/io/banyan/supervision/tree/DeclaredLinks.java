package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.link.LinkPair;
import io.banyan.supervision.spec.ChildIndex;
import io.banyan.supervision.spec.SupervisorSpec;

/** Whether the links that child specs declare can be kept. */
final class DeclaredLinks {

  private DeclaredLinks() {}

  /**
   * Refuses what no link can be.
   *
   * @throws IllegalArgumentException when one leads to no child, or to itself or a supervisor above
   */
  static void check(SupervisorSpec root) {
    ChildIndex index = ChildIndex.of(root);
    index
        .specs()
        .forEach(
            (path, spec) -> spec.links().stream().sorted().forEach(id -> check(index, path, id)));
  }

  private static void check(ChildIndex index, ChildPath from, String id) {
    String link = from + ", linked with " + id + ": ";
    ChildPath to =
        index
            .resolve(from, id)
            .orElseThrow(
                () -> new IllegalArgumentException(link + "that is no child, or one of several"));
    LinkPair.refusal(from, to)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(link + why);
            });
  }
}
