package io.banyan.control.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the values of one moment, each under its family and labels: {@code RESTARTS[panic]}. */
final class Figures implements Samples {

  final Map<String, Double> values = new TreeMap<>();
  final Map<String, Distribution> durations = new TreeMap<>();

  @Override
  public void add(Family family, double value, List<String> labels) {
    keep(values, family, value, labels);
  }

  @Override
  public void add(Family family, Distribution took, List<String> labels) {
    keep(durations, family, took, labels);
  }

  private static <V> void keep(Map<String, V> map, Family family, V value, List<String> labels) {
    if (labels.size() != family.labels().size()) {
      throw new AssertionError(family + " does not have " + labels.size() + " labels");
    }
    if (map.put(family + labels.toString(), value) != null) {
      throw new AssertionError(family + labels.toString() + " twice");
    }
  }

  /** How many durations of this family there are. */
  long count(String key) {
    return durations.containsKey(key) ? Arrays.stream(durations.get(key).counts()).sum() : 0;
  }
}
