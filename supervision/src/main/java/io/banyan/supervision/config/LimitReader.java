package io.banyan.supervision.config;

import io.banyan.supervision.spec.AutoShutdown;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import java.time.Duration;
import java.util.List;

/** Reads whom a supervisor restarts, how often, and when it ends by itself. */
final class LimitReader {

  private LimitReader() {}

  static Strategy strategy(ObjectReader supervisor) {
    return supervisor.choice("strategy", List.of(Strategy.values()), Strategy::text);
  }

  static RestartLimit limit(ObjectReader supervisor) {
    return new RestartLimit(
        supervisor.integer("max-restarts", 0), supervisor.duration("within", Duration.ofMillis(1)));
  }

  static AutoShutdown autoShutdown(ObjectReader supervisor) {
    return supervisor.choice("auto-shutdown", List.of(AutoShutdown.values()), AutoShutdown::text);
  }
}
