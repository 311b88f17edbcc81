package io.banyan.control.exposition;

import io.banyan.control.metrics.RuntimeMetrics;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The registry of one runtime, with its metrics and those of the JVM it is in, and how it is
 * written. Whoever embeds Banyan may register more with it. Safe from any thread.
 */
public final class Exposition {

  private static final int USUAL_BYTES = 32 * 1024;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();

  public Exposition(RuntimeMetrics metrics) {
    registry.register(new RuntimeCollector(metrics));
    addJvm(registry);
  }

  /** The registry that is scraped. */
  public PrometheusRegistry registry() {
    return registry;
  }

  /**
   * What a scrape gets.
   *
   * @param contentType as in the header of that name
   * @param body UTF-8
   */
  public record Page(String contentType, byte[] body) {}

  /**
   * Collects and writes everything; takes some milliseconds, in which files are read.
   *
   * @param accept the header of that name: OpenMetrics for who knows it, else the text format of
   *     Prometheus
   */
  public Page scrape(String accept) {
    ExpositionFormatWriter writer = formats.findWriter(accept);
    ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_BYTES);
    try {
      writer.write(body, registry.scrape());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new Page(writer.getContentType(), body.toByteArray());
  }

  private static void addJvm(PrometheusRegistry registry) {
    JvmMemoryMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    ProcessMetrics.builder().register(registry);
  }
}
