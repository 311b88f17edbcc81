package io.banyan.pool.periodic;

import io.banyan.pool.periodic.schedule.Cron;
import io.banyan.pool.periodic.schedule.Missed;
import io.banyan.pool.periodic.schedule.Overlap;
import io.banyan.pool.periodic.schedule.PeriodicSettings;
import io.banyan.pool.periodic.schedule.Schedule;
import io.banyan.runtime.containment.OnRuntimeDeath;
import io.banyan.runtime.limits.Limits;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.config.AddedChildren;
import io.banyan.supervision.config.ObjectReader;
import io.banyan.supervision.config.Section;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code banyan.periodic}. Each key below it names two children: the schedule itself, and
 * with {@code .run} behind the name the task that it starts.
 */
public final class PeriodicSection implements Section {

  /** What the task of a schedule has behind the name of that. */
  static final String RUN = ".run";

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);
  private static final List<String> OF_SUPERVISION =
      List.of(
          "kind",
          "restart",
          "restart-delay",
          "backoff",
          "never-restart-exit-codes",
          "instances",
          "depends-on",
          "significant");

  @Override
  public String name() {
    return "periodic";
  }

  @Override
  public void read(ObjectReader section, AddedChildren children) {
    ObjectReader defaults = children.defaults(name());
    settings(defaults, new Schedule.Every(Duration.ofDays(1)));
    for (String name : children.names(section)) {
      add(section, name, children, defaults);
    }
  }

  private static void add(
      ObjectReader section, String name, AddedChildren children, ObjectReader defaults) {
    ObjectReader own = section.object(name);
    own.refuse(
        OF_SUPERVISION, "is not for a periodic task: a run is started by its schedule alone");
    ProcessSpec process = process(own, children.process(own, name));
    ObjectReader entry = own.withDefaults(defaults);
    PeriodicSettings settings = settings(entry, schedule(entry));
    ChildSpec task =
        ChildSpec.of(name + RUN, ProcessChild.task(process).startedOnDemand())
            .withRestart(RestartPolicy.of(RestartType.TEMPORARY));
    ChildSpec schedule =
        ChildSpec.of(name, new Periodic(settings, new Work.Child(name + RUN), Optional.empty()));
    children.add(section, name, task, List.of());
    children.add(section, name, schedule, List.of());
  }

  /** The time limit of a run is one of its process, so that it is told as such. */
  private static ProcessSpec process(ObjectReader own, ProcessSpec process) {
    if (process.onRuntimeDeath() == OnRuntimeDeath.ADOPT) {
      own.mistake("on-runtime-death", "a periodic task does not outlive its runtime");
    }
    if (!own.has("timeout")) {
      return process;
    }
    Duration timeout = own.duration("timeout", LEAST_TIMEOUT);
    Limits limits = process.limits();
    if (limits.timeout().isPresent()) {
      own.mistake("timeout", "is the same as limits.timeout, and only one of them is allowed");
    }
    return process.withLimits(limits.withTimeout(timeout));
  }

  /** What is mistaken is told, and something harmless returned. */
  private static Schedule schedule(ObjectReader entry) {
    boolean interval = entry.has("every");
    boolean cron = entry.has("cron");
    if (interval == cron) {
      entry.mistake(interval ? "has both every and cron: one is allowed" : "needs every or cron");
    }
    ZoneId zone = zone(entry);
    if (cron) {
      return cron(entry, zone)
          .<Schedule>map(Schedule.At::new)
          .orElseGet(() -> new Schedule.Every(Duration.ofDays(1)));
    }
    if (entry.hasOwn("zone")) {
      entry.mistake("zone", "belongs to cron, which is not given");
    }
    return new Schedule.Every(interval ? entry.duration("every", SHORTEST) : Duration.ofDays(1));
  }

  private static Optional<Cron> cron(ObjectReader entry, ZoneId zone) {
    try {
      return Optional.of(Cron.parse(entry.string("cron"), zone));
    } catch (IllegalArgumentException wrong) {
      entry.mistake(
          "cron",
          "must be five fields of cron, such as \"0 3 * * *\", or a name such as @daily: "
              + wrong.getMessage());
      return Optional.empty();
    }
  }

  private static ZoneId zone(ObjectReader entry) {
    if (!entry.has("zone")) {
      return ZoneId.systemDefault();
    }
    try {
      return ZoneId.of(entry.string("zone"));
    } catch (DateTimeException unknown) {
      entry.mistake("zone", "must be a time zone, such as Europe/Berlin or UTC");
      return ZoneId.systemDefault();
    }
  }

  private static PeriodicSettings settings(ObjectReader entry, Schedule schedule) {
    Duration jitter = entry.duration("jitter", Duration.ZERO);
    Optional<Duration> delay =
        entry.has("initial-delay")
            ? Optional.of(entry.duration("initial-delay", Duration.ZERO))
            : Optional.empty();
    boolean tooLate =
        schedule instanceof Schedule.Every every && jitter.compareTo(every.interval()) > 0;
    if (tooLate) {
      entry.mistake("jitter", "must not be more than the interval");
    }
    return new PeriodicSettings(
        schedule,
        delay,
        tooLate ? Duration.ZERO : jitter,
        entry.choice("overlap", List.of(Overlap.values()), Overlap::text),
        entry.choice("missed", List.of(Missed.values()), Missed::text),
        entry.integer("most-waiting", 1));
  }
}
