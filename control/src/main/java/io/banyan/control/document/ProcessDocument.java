package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.ResourceUsage;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.lifecycle.ChildKind;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.Health;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.runtime.limits.LimitsInForce;
import io.banyan.runtime.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One child of the tree. Every field is always there; what is not known is null. */
public final class ProcessDocument {

  private ProcessDocument() {}

  /**
   * A line of {@code ps --json}.
   *
   * @param usage what it uses now; empty when it is not running or the system does not tell
   */
  public static JsonObject row(ChildSnapshot child, Instant now, Optional<Usage> usage) {
    Optional<ExitStatus> ended = child.life().exit().map(ProcessExit::status);
    return new JsonObject()
        .put("id", child.path().id())
        .put("path", child.path().text())
        .put("pid", runningProcess(child).map(ProcessIdentity::pid))
        .put("state", child.state().text())
        .put("status", child.status())
        .put("restarts", child.life().restarts())
        .put("restart", child.declaration().restart())
        .put("incarnation", child.life().incarnation())
        .put("uptimeSeconds", uptimeSeconds(child, now))
        .put("cpuPercent", usage.map(Usage::treeCpuPercent))
        .put("rssBytes", usage.map(Usage::treeRssBytes))
        .put("processes", usage.map(Usage::processes))
        .put("ownCpuPercent", usage.map(Usage::cpuPercent))
        .put("ownRssBytes", usage.map(Usage::rssBytes))
        .put("alerts", List.copyOf(child.circumstances().watch().raised()))
        .put("groups", child.circumstances().groups())
        .put("supervisor", child.path().parent().map(ChildPath::text))
        .put("startedAt", child.startedAt().map(Instant::toString))
        .put("exitedAt", child.exitedAt().map(Instant::toString))
        .put("exitCode", ended.flatMap(ProcessDocument::exitCode))
        .put("signal", ended.flatMap(ProcessDocument::signal))
        .put("reason", child.life().reason().map(CrashReason::description))
        .put("waitsFor", child.life().waitsFor())
        .put("periodic", PeriodicDocument.of(child.runs()));
  }

  /** All that is known of one child: a row, what was declared of it, what its last life used. */
  public static JsonObject full(ChildSnapshot child, Instant now, Optional<Usage> usage) {
    JsonObject times = new JsonObject();
    child.life().times().forEach((state, time) -> times.put(state.text(), time.toString()));
    return row(child, now, usage)
        .put("kind", kind(child.declaration().kind()))
        .put("strategy", child.declaration().strategy())
        .put("command", child.isProcess() ? child.declaration().commandLine() : null)
        .put("health", child.health().map(Health::text))
        .put("adopted", child.isProcess() ? child.life().adopted() : null)
        .put("times", times)
        .put(
            "limits",
            child.circumstances().limits().limits().stream().map(ProcessDocument::limit).toList())
        .put("alertRules", AlertDocument.rules(child.circumstances().watch()))
        .put("droppedBytes", child.circumstances().droppedBytes())
        .put("logTrouble", child.circumstances().logTrouble())
        .put("usage", child.life().exit().flatMap(ProcessDocument::usage));
  }

  /** The process a child has now; empty when none is alive. */
  public static Optional<ProcessIdentity> runningProcess(ChildSnapshot child) {
    return child.state().isAlive() ? child.life().process() : Optional.empty();
  }

  static String kind(ChildKind kind) {
    return kind.text();
  }

  private static Optional<Long> uptimeSeconds(ChildSnapshot child, Instant now) {
    LifecycleState state = child.state();
    return child
        .startedAt()
        .filter(started -> state.isAlive())
        .map(started -> Math.max(0, Duration.between(started, now).toSeconds()));
  }

  private static JsonObject limit(LimitsInForce.Limit limit) {
    return new JsonObject()
        .put("name", limit.name())
        .put("value", limit.value())
        .put("keptBy", limit.mechanism().text());
  }

  private static Optional<JsonObject> usage(ProcessExit exit) {
    ResourceUsage usage = exit.usage();
    if (!usage.known()) {
      return Optional.empty();
    }
    return Optional.of(
        new JsonObject()
            .put("userSeconds", usage.user().toMillis() / 1000.0)
            .put("systemSeconds", usage.system().toMillis() / 1000.0)
            .put("peakRssBytes", usage.peakRssBytes() < 0 ? null : usage.peakRssBytes()));
  }

  private static Optional<Integer> exitCode(ExitStatus status) {
    return status instanceof ExitStatus.Exited exited
        ? Optional.of(exited.code())
        : Optional.empty();
  }

  private static Optional<String> signal(ExitStatus status) {
    return status instanceof ExitStatus.Signaled signaled
        ? Optional.of(signaled.signal().name())
        : Optional.empty();
  }
}
