package io.banyan.supervision.config;

import io.banyan.runtime.engine.NotifyChannel;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.probe.HealthSpec;
import io.banyan.runtime.probe.Probe;
import io.banyan.runtime.probe.Probes;
import io.banyan.runtime.probe.ReadyCondition;
import io.banyan.runtime.probe.ReadySpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code ready} and {@code health} of a process; both are optional. */
final class ProbesReader {

  private static final List<String> QUESTIONS = List.of("exec", "http", "tcp");
  private static final List<String> CONDITIONS = List.of("exec", "http", "tcp", "log", "notify");
  private static final Duration SHORTEST = Duration.ofMillis(10);

  private ProbesReader() {}

  /**
   * @param pattern one among the {@code patterns} that stands for {@code ready.log}
   */
  static Probes read(ObjectReader process, Optional<PatternsReader.Ready> pattern) {
    return new Probes(ready(process, pattern), health(process));
  }

  private static Optional<ReadySpec> ready(
      ObjectReader process, Optional<PatternsReader.Ready> pattern) {
    ObjectReader ready = process.object("ready");
    Duration timeout = ready.duration("timeout", SHORTEST);
    Duration interval = ready.duration("interval", SHORTEST);
    Duration attemptTimeout = ready.duration("attempt-timeout", SHORTEST);
    Set<OutputStreamKind> streams = StreamsReader.read(ready);
    String kind = kind(process, "ready", CONDITIONS, pattern.isPresent());
    ready.accept(CONDITIONS);
    refuseUnless(kind, "log", ready, "stream");
    refuseUnless(kind, "http", ready, "status");
    Optional<ReadyCondition> condition =
        switch (kind) {
          case "log" ->
              LaunchOptionsReader.optional(ready, "log", ProbeValues::regex)
                  .map(regex -> new ReadyCondition.LogLine(regex, streams));
          case "notify" ->
              Optional.of(
                  new ReadyCondition.Notified(
                      ready.choice(
                          "notify", List.of(NotifyChannel.values()), NotifyChannel::text)));
          default -> probe(ready, kind).map(ReadyCondition.Answers::new);
        };
    pattern
        .filter(given -> condition.isPresent())
        .ifPresent(given -> given.pattern().mistake("action", "ready has " + kind + " already"));
    return condition
        .or(() -> pattern.map(PatternsReader.Ready::condition))
        .map(what -> new ReadySpec(what, timeout, interval, attemptTimeout));
  }

  private static Optional<HealthSpec> health(ObjectReader process) {
    ObjectReader health = process.object("health");
    Duration interval = health.duration("interval", SHORTEST);
    Duration timeout = health.duration("timeout", SHORTEST);
    int failures = health.integer("failures", 1);
    Duration startPeriod = health.duration("start-period", Duration.ZERO);
    health.refuse(
        List.of("log", "notify"),
        "tells when it is ready, not whether it is well: exec, http, tcp");
    String kind = kind(process, "health", QUESTIONS, false);
    health.accept(QUESTIONS);
    refuseUnless(kind, "http", health, "status");
    return probe(health, kind)
        .map(probe -> new HealthSpec(probe, interval, timeout, failures, startPeriod));
  }

  /**
   * The one kind that is given, by the child itself or by the defaults; empty when there is none.
   *
   * @param elsewhere whether it is given by another key
   */
  private static String kind(
      ObjectReader process, String key, List<String> kinds, boolean elsewhere) {
    ObjectReader section = process.object(key);
    List<String> given = kinds.stream().filter(section::hasOwn).toList();
    if (given.isEmpty()) {
      given = kinds.stream().filter(section::has).toList();
    }
    if (given.size() > 1) {
      process.mistake(key, "has " + String.join(" and ", given) + ": exactly one is allowed");
    } else if (given.isEmpty() && process.hasOwn(key) && !elsewhere) {
      process.mistake(key, "needs exactly one of " + String.join(", ", kinds));
    }
    return given.size() == 1 ? given.get(0) : "";
  }

  private static void refuseUnless(String kind, String wanted, ObjectReader section, String key) {
    section.accept(List.of(key));
    if (!kind.equals(wanted) && section.hasOwn(key)) {
      section.mistake(key, "belongs to " + wanted + ", which is not given");
    }
  }

  private static Optional<Probe> probe(ObjectReader section, String kind) {
    return switch (kind) {
      case "exec" -> Optional.of(new Probe.Exec(CommandReader.read(section, "exec").argv()));
      case "tcp" ->
          LaunchOptionsReader.optional(section, "tcp", ProbeValues::endpoint).map(Probe.Tcp::new);
      case "http" -> http(section);
      default -> Optional.empty();
    };
  }

  private static Optional<Probe> http(ObjectReader section) {
    Set<Integer> status =
        section.has("status") ? Set.copyOf(section.integers("status", 100, 599)) : Set.of();
    return LaunchOptionsReader.optional(section, "http", ProbeValues::http)
        .map(http -> new Probe.Http(http.endpoint(), http.path(), status));
  }
}
