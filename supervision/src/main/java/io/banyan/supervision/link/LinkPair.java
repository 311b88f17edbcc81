package io.banyan.supervision.link;

import io.banyan.runtime.event.ChildPath;
import java.util.Optional;

/** Two children that are linked; the lesser path first. */
public record LinkPair(ChildPath one, ChildPath other) {

  public LinkPair {
    if (one.compareTo(other) > 0) {
      ChildPath lesser = other;
      other = one;
      one = lesser;
    }
  }

  /** Why these two cannot be linked; empty when they can. */
  public static Optional<String> refusal(ChildPath one, ChildPath other) {
    if (one.equals(other)) {
      return Optional.of("a child cannot be linked with itself");
    }
    return one.isAbove(other) || other.isAbove(one)
        ? Optional.of("a child cannot be linked with a supervisor above it")
        : Optional.empty();
  }
}
