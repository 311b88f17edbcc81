package io.banyan.runtime.alert;

import io.banyan.runtime.usage.Usage;

/** What an alert looks at, and whose. */
public record AlertSubject(AlertMetric metric, AlertScope of) {

  public double valueOf(Usage usage) {
    return metric.of(usage, of);
  }

  /** For people: {@code cpu}, {@code memory of the tree}. */
  public String text() {
    return of == AlertScope.TREE ? metric.text() + " of the tree" : metric.text();
  }
}
