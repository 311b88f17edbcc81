package io.banyan.cli.top;

import java.util.List;
import java.util.Optional;

/** Some processes. */
final class Services {

  static final Service WEB = of("web", "running", 2, 40, 5.0, 3_000_000);
  static final Service MAILER = of("workers/mailer", "running", 0, 50, 0.5, 9_000_000);
  static final Service SORTER = of("workers/sorter", "failed", 7, 0, 0.0, 0);
  static final List<Service> ALL = List.of(MAILER, SORTER, WEB);

  private Services() {}

  private static Service of(
      String path, String state, long restarts, long uptime, double cpu, long rss) {
    boolean runs = state.equals("running");
    return new Service(
        path,
        runs ? Optional.of(4711L) : Optional.empty(),
        state,
        runs ? "Running" : "Failed (Exit code: 1)",
        restarts,
        runs ? Optional.of(uptime) : Optional.empty(),
        runs ? Optional.of(cpu) : Optional.empty(),
        runs ? Optional.of(rss) : Optional.empty());
  }
}
