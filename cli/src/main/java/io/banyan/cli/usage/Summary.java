package io.banyan.cli.usage;

import java.util.List;

/**
 * Many values in a few numbers. A percentile is the smallest value that at least so many percent of
 * all do not exceed.
 *
 * @param count how many; all other numbers are 0 without any
 */
public record Summary(
    int count, double min, double average, double p50, double p95, double p99, double max) {

  public static Summary of(List<Double> values) {
    if (values.isEmpty()) {
      return new Summary(0, 0, 0, 0, 0, 0, 0);
    }
    List<Double> sorted = values.stream().sorted().toList();
    return new Summary(
        sorted.size(),
        sorted.get(0),
        sorted.stream().mapToDouble(Double::doubleValue).average().orElse(0),
        percentile(sorted, 50),
        percentile(sorted, 95),
        percentile(sorted, 99),
        sorted.get(sorted.size() - 1));
  }

  private static double percentile(List<Double> sorted, int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }
}
