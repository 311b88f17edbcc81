package io.banyan.cli.up;

import io.banyan.cli.text.Amounts;
import io.banyan.cli.text.Printable;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.DurationText;
import io.banyan.runtime.event.LineMatch;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code up} tells of each fact: the time, who, and what. Pure but for what it remembers: pids
 * and who is a task. Used by one thread at a time.
 */
final class ProgressLines {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final int WIDTH = 26;

  private final String name;
  private final ZoneId zone;
  private final Map<ChildPath, Long> pids = new HashMap<>();
  private final Set<ChildPath> tasks = new HashSet<>();

  /**
   * @param name what the root is called
   */
  ProgressLines(String name, ZoneId zone) {
    this.name = name;
    this.zone = zone;
  }

  /** The line for a fact; empty for one that says nothing to people. */
  Optional<String> of(RecordedEvent recorded) {
    ProcessEvent event = recorded.event();
    return what(event)
        .map(
            what -> {
              String who = event.path().isRoot() ? name : event.path().text();
              String time = TIME.format(recorded.time().atZone(zone));
              return String.format(Locale.ROOT, "%s  %-" + WIDTH + "s  %s", time, who, what);
            });
  }

  private Optional<String> what(ProcessEvent event) {
    ChildPath path = event.path();
    if (event instanceof ProcessEvent.ProcessDeclared declared && declared.task()) {
      tasks.add(path);
    } else if (event instanceof ProcessEvent.Undeclared) {
      tasks.remove(path);
      pids.remove(path);
    } else if (event instanceof ProcessEvent.Launched launched) {
      pids.put(path, launched.process().pid());
    } else if (event instanceof ProcessEvent.Adopted adopted) {
      pids.put(path, adopted.process().pid());
      return Optional.of("adopted (pid " + adopted.process().pid() + ")");
    } else if (event instanceof ProcessEvent.Starting) {
      pids.remove(path);
      return Optional.of("starting");
    } else if (event instanceof ProcessEvent.Ready) {
      Long pid = pids.get(path);
      return Optional.of(pid == null ? "ready" : "ready (pid " + pid + ")");
    } else if (event instanceof ProcessEvent.NotReady told) {
      return Optional.of("not ready: " + told.reason());
    } else if (event instanceof ProcessEvent.Unhealthy told) {
      return Optional.of(
          "unhealthy (%d of %d): %s".formatted(told.failures(), told.allowed(), told.reason()));
    } else if (event instanceof ProcessEvent.Healthy) {
      return Optional.of("healthy");
    } else if (event instanceof ProcessEvent.Stopping stopping) {
      return Optional.of(
          "stopping" + stopping.signal().map(signal -> " (" + signal + ")").orElse(""));
    } else if (event instanceof ProcessEvent.ShutdownStepDone done) {
      return Optional.of("before its end: " + done.step());
    } else if (event instanceof ProcessEvent.ShutdownStepFailed failed) {
      return Optional.of("before its end: " + failed.step() + " failed: " + failed.reason());
    } else if (event instanceof ProcessEvent.RunEnded run && run.failure().isPresent()) {
      return Optional.of("run " + run.run() + " failed: " + run.failure().get());
    } else if (event instanceof ProcessEvent.RunSkipped skipped) {
      return Optional.of("a run is left out: " + skipped.reason());
    } else if (event instanceof ProcessEvent.RunsMissed missed) {
      return Optional.of(
          "%d runs were missed, %d are made up for".formatted(missed.count(), missed.madeUp()));
    } else if (event instanceof ProcessEvent.ForceKilling) {
      return Optional.of("did not end in time: killing it");
    } else if (event instanceof ProcessEvent.Ended ended) {
      return Optional.of(end(ended));
    } else if (event instanceof ProcessEvent.Restarting restarting) {
      return Optional.of(restart(restarting));
    } else if (event instanceof ProcessEvent.Waiting waiting) {
      return Optional.of("waits for " + waiting.what());
    } else if (event instanceof ProcessEvent.NotRestarted end) {
      return Optional.of("not restarted, because of exit code " + end.reason().exitCode());
    } else if (event instanceof ProcessEvent.JournalFailed failed) {
      return Optional.of("the journal cannot be written: " + failed.reason());
    } else if (event instanceof ProcessEvent.JournalRecovered back) {
      return Optional.of("the journal is written again, " + back.lost() + " facts are lost to it");
    } else if (event instanceof ProcessEvent.Linked linked) {
      return Optional.of("linked with " + linked.other());
    } else if (event instanceof ProcessEvent.Unlinked unlinked) {
      return Optional.of("unlinked from " + unlinked.other());
    } else if (event instanceof ProcessEvent.AlertRaised raised) {
      boolean named = !raised.alert().equals(raised.trigger().text());
      return Optional.of(
          "alert" + (named ? " " + raised.alert() : "") + ": " + raised.description());
    } else if (event instanceof ProcessEvent.AlertActed acted) {
      return Optional.of(
          "alert: %s, %s: %s".formatted(acted.alert(), acted.action(), acted.result()));
    } else if (event instanceof ProcessEvent.AlertCleared cleared) {
      return Optional.of(cleared(cleared));
    } else if (event instanceof ProcessEvent.LogFailed failed) {
      return Optional.of("log of " + failed.stream().text() + ": " + failed.reason());
    } else if (event instanceof ProcessEvent.PatternAlert alert) {
      return Optional.of(alert(alert.match()));
    } else if (event instanceof ProcessEvent.PatternGivenUp given) {
      return Optional.of("pattern " + given.pattern() + " is given up: " + given.reason());
    }
    return Optional.empty();
  }

  private static String alert(LineMatch match) {
    String more = match.untold() == 0 ? "" : " (and " + match.untold() + " before)";
    return "alert " + match.pattern() + ": " + Printable.of(match.line()) + more;
  }

  private String end(ProcessEvent.Ended ended) {
    String reason = ended.reason().map(CrashReason::description).orElse("");
    if (ended.outcome() == Outcome.EXITED && tasks.contains(ended.path())) {
      return "completed";
    }
    String outcome = ended.outcome().name().toLowerCase(Locale.ROOT);
    return reason.isEmpty() ? outcome : outcome + ": " + reason;
  }

  private static String cleared(ProcessEvent.AlertCleared cleared) {
    String after = DurationText.of(cleared.how().raisedFor().truncatedTo(ChronoUnit.SECONDS));
    String why =
        switch (cleared.how().reason()) {
          case FELL -> "now " + cleared.subject().metric().amount(cleared.how().value());
          case ENDED -> "it has ended";
          case WITHDRAWN -> "it is not declared so any more";
        };
    return "alert is over after %s: %s (%s)".formatted(after, cleared.alert(), why);
  }

  private static String restart(ProcessEvent.Restarting restarting) {
    Duration delay = restarting.delay();
    // One that comes back with something it depends on counts against no limit.
    String count =
        restarting.recent() == 0
            ? "restarting"
            : "restarting (" + restarting.recent() + " of " + restarting.maxRestarts() + ")";
    if (delay.isZero()) {
      return count;
    }
    return count
        + " in "
        + (delay.toSeconds() > 0 ? Amounts.duration(delay.toSeconds()) : delay.toMillis() + "ms");
  }
}
