package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.inspect.PortUse;
import io.banyan.runtime.inspect.ProcessInfo;
import io.banyan.runtime.inspect.ProcessSummary;
import io.banyan.runtime.proc.ResourceLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/** A process of the system. Every field is always there; what is not known is null. */
public final class InspectionDocument {

  private InspectionDocument() {}

  /** A line of {@code find --json} and {@code children --json}. */
  public static JsonObject row(ProcessSummary process) {
    return new JsonObject()
        .put("pid", process.pid())
        .put("ppid", process.parent())
        .put("pgid", number(process.group()))
        .put("uid", number(process.uid()))
        .put("name", process.name())
        .put("state", process.state())
        .put("command", process.command())
        .put("startedAt", process.startedAt().map(Instant::toString))
        .put("startTime", process.identity().startTime())
        .put("cpuPercent", process.cpuPercent())
        .put("rssBytes", process.usage().rssBytes())
        .put("vsizeBytes", process.usage().vsizeBytes())
        .put("threads", process.usage().threads());
  }

  /** All that the system tells. */
  public static JsonObject full(ProcessInfo info) {
    return row(info.summary())
        .put("sid", number(info.session()))
        .put("gid", number(info.gid()))
        .put("cwd", info.places().directory())
        .put("exe", info.places().executable())
        .put("environment", info.environment().map(InspectionDocument::variables))
        .put("userSeconds", seconds(info.times().user()))
        .put("systemSeconds", seconds(info.times().system()))
        .put("childrenUserSeconds", info.times().children().map(InspectionDocument::seconds))
        .put(
            "childrenSystemSeconds", info.times().childrenSystem().map(InspectionDocument::seconds))
        .put("descriptors", info.descriptors().map(InspectionDocument::descriptors))
        .put("limits", info.limits().stream().map(InspectionDocument::limit).toList());
  }

  /** Who waits at a port, and the processes that do. */
  public static JsonObject portUse(PortUse use) {
    return new JsonObject()
        .put("protocol", use.protocol())
        .put("address", use.address())
        .put("port", use.port())
        .put("uid", number(use.uid()))
        .put("pids", use.processes().stream().map(process -> process.pid()).toList());
  }

  private static JsonObject variables(Map<String, String> variables) {
    JsonObject json = new JsonObject();
    variables.forEach(json::put);
    return json;
  }

  private static List<JsonObject> descriptors(SortedMap<Integer, String> descriptors) {
    return descriptors.entrySet().stream()
        .map(one -> new JsonObject().put("fd", one.getKey()).put("path", one.getValue()))
        .toList();
  }

  private static JsonObject limit(ResourceLimit limit) {
    return new JsonObject()
        .put("name", limit.name())
        .put("soft", number(limit.soft()))
        .put("hard", number(limit.hard()))
        .put("unit", limit.unit());
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  private static Optional<Long> number(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }
}
