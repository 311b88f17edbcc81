package io.banyan.control.metrics;

import java.util.List;

/** Takes the values of one moment. Used by one thread. */
public interface Samples {

  /**
   * One value.
   *
   * @param labels the values of the family's labels, in their order
   */
  void add(Family family, double value, List<String> labels);

  /**
   * One distribution of durations; copied, not kept.
   *
   * @param labels the values of the family's labels, in their order
   */
  void add(Family family, Distribution durations, List<String> labels);

  /** One value of a family without labels. */
  default void add(Family family, double value) {
    add(family, value, List.of());
  }
}
