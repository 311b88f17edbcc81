package io.banyan.control.exposition;

import io.banyan.control.metrics.RuntimeMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * The metrics of one runtime, for a registry of the Prometheus client library: register it with
 * your own to have them among yours. Safe from any thread.
 */
public final class RuntimeCollector implements MultiCollector {

  private final RuntimeMetrics metrics;

  public RuntimeCollector(RuntimeMetrics metrics) {
    this.metrics = metrics;
  }

  /** Everything in one pass, so that the values belong together. */
  @Override
  public MetricSnapshots collect() {
    SnapshotBuilder snapshots = new SnapshotBuilder();
    metrics.collect(snapshots);
    metrics.supplied().forEach(snapshots::add);
    return snapshots.build();
  }
}
