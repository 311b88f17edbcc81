package io.banyan.cli.top;

import java.time.Duration;

/**
 * How it begins.
 *
 * @param interval how often the runtime is asked, at least {@link #LEAST_INTERVAL}
 * @param sort {@code cpu}, {@code memory}, {@code name}, {@code state}, {@code uptime} or {@code
 *     restarts}
 * @param tree below supervisors instead
 * @param unicode whether the screen shows more than ASCII
 */
public record TopSettings(Duration interval, String sort, boolean tree, boolean unicode) {

  public static final Duration LEAST_INTERVAL = Duration.ofMillis(200);

  public TopSettings {
    if (interval.compareTo(LEAST_INTERVAL) < 0) {
      throw new IllegalArgumentException("--interval must be at least 200ms");
    }
    if (Order.parse(sort).isEmpty()) {
      throw new IllegalArgumentException(
          "--sort is cpu, memory, name, state, uptime or restarts, not " + sort);
    }
  }

  View first() {
    return View.first(Order.parse(sort).orElse(Order.CPU), tree);
  }
}
