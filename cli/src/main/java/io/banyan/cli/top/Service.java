package io.banyan.cli.top;

import io.banyan.control.json.JsonObject;
import java.util.Optional;

/**
 * One line of the screen: a process, or a supervisor with the sums of what is below it.
 *
 * @param path in the tree
 * @param state empty for a supervisor
 * @param uptimeSeconds since its present incarnation was launched
 * @param cpuPercent of one core, descendants included
 * @param rssBytes likewise
 */
record Service(
    String path,
    Optional<Long> pid,
    String state,
    String status,
    long restarts,
    Optional<Long> uptimeSeconds,
    Optional<Double> cpuPercent,
    Optional<Long> rssBytes) {

  static Service of(JsonObject process) {
    return new Service(
        process.string("path").orElse("?"),
        process.number("pid"),
        process.string("state").orElse("?"),
        process.string("status").orElse(""),
        process.number("restarts").orElse(0L),
        process.number("uptimeSeconds"),
        process.decimal("cpuPercent"),
        process.number("rssBytes"));
  }

  boolean isSupervisor() {
    return state.isEmpty();
  }

  /** The last part of its path. */
  String id() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** How many supervisors below the root are above it. */
  int depth() {
    return (int) path.chars().filter(c -> c == '/').count();
  }

  boolean isBelow(String supervisor) {
    return path.startsWith(supervisor + "/");
  }
}
