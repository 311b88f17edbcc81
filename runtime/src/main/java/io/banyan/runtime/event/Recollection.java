package io.banyan.runtime.event;

import java.util.List;
import java.util.Map;

/** What earlier runtimes have left in memory of a tree. Safe from any thread. */
public interface Recollection {

  /** What is known of a child; {@link Memory#NOTHING} if nobody knows it. */
  Memory of(ChildPath path);

  /** The incarnations that were alive when the last runtime died, as far as it could tell. */
  Map<ChildPath, Integer> unended();

  /** Everything that is known; children that are not declared any more are among it. */
  Iterable<ChildPath> known();

  /** Of nobody. */
  static Recollection none() {
    return new Recollection() {
      @Override
      public Memory of(ChildPath path) {
        return Memory.NOTHING;
      }

      @Override
      public Map<ChildPath, Integer> unended() {
        return Map.of();
      }

      @Override
      public Iterable<ChildPath> known() {
        return List.of();
      }
    };
  }
}
