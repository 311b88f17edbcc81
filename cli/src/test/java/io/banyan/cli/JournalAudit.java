package io.banyan.cli;

import io.banyan.control.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Compares the facts of a journal with what others have seen. It knows the facts as JSON only, and
 * nothing of the code that wrote them.
 *
 * <p>What a runtime told in the last moment before it was killed need not be in the journal; then
 * nothing after it may be. So what is missing has to be newer than the last fact of its runtime.
 */
final class JournalAudit {

  /** Of the clock of the machine, between the happening and the telling of it. */
  private static final long TOLERANCE_MICROS = 2_000_000;

  private record Run(long firstMicros, long lastMicros) {}

  private record Launch(String incarnation, long pid) {}

  private final List<Run> runs = new ArrayList<>();
  private final Map<Launch, Integer> launches = new HashMap<>();
  private final Map<String, List<JsonObject>> ends = new HashMap<>();
  private final Map<String, Integer> launchesOf = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private final long end;
  private long last;
  private int confirmed;

  JournalAudit(List<JsonObject> facts) {
    long begin = 0;
    long before = 0;
    for (JsonObject fact : facts) {
      long now = micros(fact);
      if (type(fact).equals("runtime-started")) {
        if (begin > 0) {
          runs.add(new Run(begin, before));
        }
        begin = now;
      }
      before = now;
      take(fact);
    }
    runs.add(new Run(begin, Long.MAX_VALUE));
    end = before;
  }

  private void take(JsonObject fact) {
    long sequence = fact.number("sequence").orElse(0L);
    // Measurements have numbers, too, and are not kept.
    if (sequence <= last) {
      findings.add("after fact " + last + " comes " + sequence);
    }
    last = sequence;
    String incarnation =
        fact.string("path").orElse("") + "#" + fact.number("incarnation").orElse(0L);
    switch (type(fact)) {
      case "launched" -> {
        launches.merge(new Launch(incarnation, fact.number("pid").orElse(0L)), 1, Integer::sum);
        launchesOf.merge(incarnation, 1, Integer::sum);
      }
      case "stopped", "killed", "exited", "failed" ->
          ends.computeIfAbsent(incarnation, none -> new ArrayList<>()).add(fact);
      default -> {}
    }
  }

  /** What a program has said. */
  void check(Stamp stamp) {
    Launch launch = new Launch(stamp.incarnation(), stamp.pid());
    boolean known = launches.containsKey(launch);
    if (stamp.start() && !known && !mayBeMissing(stamp.micros())) {
      findings.add("not in the journal: " + stamp);
    } else if (!stamp.start() && known) {
      checkEnd(stamp);
    }
  }

  private void checkEnd(Stamp stamp) {
    List<JsonObject> told = ends.getOrDefault(stamp.incarnation(), List.of());
    if (told.isEmpty()) {
      if (stamp.micros() < end - TOLERANCE_MICROS) {
        findings.add("no end in the journal: " + stamp);
      }
      return;
    }
    JsonObject fact = told.get(0);
    String how =
        fact.string("signal")
            .orElseGet(() -> fact.number("exitCode").map(Object::toString).orElse(""));
    if (how.equals(stamp.how())) {
      confirmed++;
    } else if (!diedWithItsRuntime(fact, stamp)) {
      findings.add(stamp + " but the journal has " + fact);
    }
  }

  /** It was still ending, or nobody could write down how it did, when its runtime was killed. */
  private boolean diedWithItsRuntime(JsonObject fact, Stamp stamp) {
    return fact.string("reason").filter("Its runtime died"::equals).isPresent()
        && mayBeMissing(stamp.micros());
  }

  /** Whether that was in the last moment of a runtime, or between two of them, or after the end. */
  private boolean mayBeMissing(long micros) {
    long next = micros + TOLERANCE_MICROS;
    for (int i = 0; i < runs.size(); i++) {
      long until = i + 1 < runs.size() ? runs.get(i + 1).firstMicros() : Long.MAX_VALUE;
      if (next >= runs.get(i).lastMicros() && micros <= until) {
        return true;
      }
    }
    return micros > end - TOLERANCE_MICROS;
  }

  /** What has to hold for the journal alone. */
  void checkAll() {
    for (String incarnation : new TreeSet<>(launchesOf.keySet())) {
      int times = launchesOf.getOrDefault(incarnation, 0);
      int ended = ends.getOrDefault(incarnation, List.of()).size();
      if (times != 1) {
        findings.add(incarnation + " was launched " + times + " times");
      }
      if (ended > 1) {
        findings.add(incarnation + " has ended " + ended + " times");
      }
    }
  }

  List<String> findings() {
    return findings;
  }

  int confirmedEnds() {
    return confirmed;
  }

  private static String type(JsonObject fact) {
    return fact.string("type").orElse("");
  }

  private static long micros(JsonObject fact) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(fact.string("time").orElse("")));
  }
}
