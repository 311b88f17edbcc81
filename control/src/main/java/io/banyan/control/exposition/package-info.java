/**
 * Metrics as Prometheus and OpenMetrics write them. The only package that knows the Prometheus
 * client library; nothing of it is loaded before the first scrape.
 */
@NullMarked
package io.banyan.control.exposition;

import org.jspecify.annotations.NullMarked;
