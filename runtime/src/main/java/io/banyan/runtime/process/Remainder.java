package io.banyan.runtime.process;

import java.util.EnumSet;
import java.util.Set;

/** What is left of an incarnation, and has to be over before its end is told. Used by one actor. */
final class Remainder {

  /** A part of it that ends by itself. */
  enum Part {
    /** Its output is still being read. */
    OUTPUT,
    /** Programs that ask how it is. */
    PROBES,
    /** Programs of the steps before its end. */
    STEPS,
    /** What left its group. */
    ESCAPED
  }

  private final Set<Part> left = EnumSet.of(Part.OUTPUT);

  /** From here on this has to be over, too. */
  void add(Part part) {
    left.add(part);
  }

  /** This is over. */
  void remove(Part part) {
    left.remove(part);
  }

  boolean has(Part part) {
    return left.contains(part);
  }

  boolean isNothing() {
    return left.isEmpty();
  }
}
