package io.banyan.supervision.link;

import io.banyan.runtime.event.ChildPath;

/** What came of {@code link} and {@code unlink}. */
public sealed interface LinkResult {

  /** They are linked now; that they were before makes no difference. */
  record Linked() implements LinkResult {}

  /** They are not linked any more. */
  record Unlinked() implements LinkResult {}

  /** They were not linked. */
  record NotLinked() implements LinkResult {}

  /** Only two that are alive can be linked, and this one is not. */
  record NotAlive(ChildPath path) implements LinkResult {}

  /** There is no such child. */
  record NoSuchChild(ChildPath path) implements LinkResult {}

  /** These two cannot be linked. */
  record Refused(String reason) implements LinkResult {}
}
