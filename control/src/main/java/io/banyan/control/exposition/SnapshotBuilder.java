package io.banyan.control.exposition;

import io.banyan.control.metrics.Distribution;
import io.banyan.control.metrics.Family;
import io.banyan.control.metrics.RuntimeMetrics;
import io.banyan.control.metrics.Samples;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts values into the words of the Prometheus client library. Used once, by one thread. */
final class SnapshotBuilder implements Samples {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotBuilder.class);
  private static final String TOTAL = "_total";

  private final Map<Family, List<DataPointSnapshot>> points = new EnumMap<>(Family.class);
  private final List<MetricSnapshot> others = new ArrayList<>();

  @Override
  public void add(Family family, double value, List<String> labels) {
    Labels named = Labels.of(family.labels(), labels);
    points(family)
        .add(
            switch (family.kind()) {
              case COUNTER -> new CounterDataPointSnapshot(value, named, null, 0);
              case INFO -> new InfoDataPointSnapshot(named);
              case GAUGE -> new GaugeDataPointSnapshot(value, named, null);
              case HISTOGRAM -> throw new IllegalArgumentException(family + " is no single value");
            });
  }

  @Override
  public void add(Family family, Distribution durations, List<String> labels) {
    ClassicHistogramBuckets buckets =
        ClassicHistogramBuckets.of(Distribution.upperBounds(), durations.counts());
    points(family)
        .add(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets)
                .sum(durations.sum())
                .labels(Labels.of(family.labels(), labels))
                .build());
  }

  /** A metric of somebody else; nothing when it has no value now, or cannot tell. */
  void add(RuntimeMetrics.Supplied metric) {
    double value;
    try {
      value = metric.value().getAsDouble();
    } catch (RuntimeException e) {
      LOG.warn("{} cannot be told", metric.name(), e);
      return;
    }
    if (!Double.isNaN(value)) {
      add(metric, value);
    }
  }

  private void add(RuntimeMetrics.Supplied metric, double value) {
    MetricMetadata name = metadata(metric.name(), metric.help());
    others.add(
        metric.kind() == Family.Kind.COUNTER
            ? new CounterSnapshot(
                name, List.of(new CounterDataPointSnapshot(value, Labels.EMPTY, null, 0)))
            : new GaugeSnapshot(
                name, List.of(new GaugeDataPointSnapshot(value, Labels.EMPTY, null))));
  }

  MetricSnapshots build() {
    List<MetricSnapshot> all = new ArrayList<>(others);
    points.forEach((family, values) -> all.add(snapshot(family, values)));
    return new MetricSnapshots(all);
  }

  private List<DataPointSnapshot> points(Family family) {
    return points.computeIfAbsent(family, first -> new ArrayList<>());
  }

  private static MetricSnapshot snapshot(Family family, List<DataPointSnapshot> points) {
    MetricMetadata name = metadata(family.metric(), family.help());
    return switch (family.kind()) {
      case COUNTER -> new CounterSnapshot(name, only(CounterDataPointSnapshot.class, points));
      case GAUGE -> new GaugeSnapshot(name, only(GaugeDataPointSnapshot.class, points));
      case HISTOGRAM -> new HistogramSnapshot(name, only(HistogramDataPointSnapshot.class, points));
      case INFO -> new InfoSnapshot(name, only(InfoDataPointSnapshot.class, points));
    };
  }

  private static <P extends DataPointSnapshot> List<P> only(
      Class<P> kind, List<DataPointSnapshot> points) {
    return points.stream().map(kind::cast).toList();
  }

  /** The library has names without the ending of their kind, and adds it when it writes. */
  private static MetricMetadata metadata(String metric, String help) {
    String name =
        metric.endsWith(TOTAL) ? metric.substring(0, metric.length() - TOTAL.length()) : metric;
    return new MetricMetadata(name, help, unit(name));
  }

  private static @Nullable Unit unit(String name) {
    if (name.endsWith("_seconds")) {
      return Unit.SECONDS;
    }
    return name.endsWith("_bytes") ? Unit.BYTES : null;
  }
}
