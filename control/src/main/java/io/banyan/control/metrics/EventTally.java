package io.banyan.control.metrics;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.EventType;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts facts, and how long things took between them. Subscribe it to the {@link
 * io.banyan.runtime.event.EventHub}; safe from any thread. It remembers a few numbers for each
 * child that is declared, and forgets them with it.
 */
final class EventTally implements Consumer<RecordedEvent> {

  private final LongSupplier nanoTime;
  private final Map<Object, TypeCount> events = new HashMap<>();
  private final Map<Class<? extends CrashReason>, String> reasons = new HashMap<>();
  private final Map<String, Count> restarts = new HashMap<>();
  private final Map<String, Count> failures = new HashMap<>();
  private final Map<List<String>, Count> exits = new HashMap<>();
  private final Map<OutputStreamKind, Count> dropped = new EnumMap<>(OutputStreamKind.class);
  private final Map<ChildPath, Course> courses = new HashMap<>();
  private final Map<Outcome, Distribution> stopDurations = new EnumMap<>(Outcome.class);
  private final Distribution spawnDurations = new Distribution();
  private final Distribution restartDurations = new Distribution();

  /**
   * @param nanoTime a clock that is never set, in nanoseconds
   */
  EventTally(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    for (OutputStreamKind stream : OutputStreamKind.values()) {
      dropped.put(stream, new Count());
    }
  }

  private static class Count {
    long value;
  }

  /** The name of a type takes longer to make than to count. */
  private static final class TypeCount extends Count {
    private final String name;

    TypeCount(ProcessEvent event) {
      name = EventType.of(event);
    }
  }

  @Override
  public synchronized void accept(RecordedEvent recorded) {
    ProcessEvent event = recorded.event();
    Object type = event instanceof ProcessEvent.Ended end ? end.outcome() : event.getClass();
    events.computeIfAbsent(type, first -> new TypeCount(event)).value++;
    if (event instanceof ProcessEvent.Starting) {
      course(event).starting(nanoTime.getAsLong());
    } else if (event instanceof ProcessEvent.Launched) {
      launched(course(event), nanoTime.getAsLong());
    } else if (event instanceof ProcessEvent.Stopping) {
      course(event).stopping(nanoTime.getAsLong());
    } else if (event instanceof ProcessEvent.Ended ended) {
      ended(ended, nanoTime.getAsLong());
    } else if (event instanceof ProcessEvent.Restarting restarting) {
      one(restarts, course(event).lastEnd());
      course(event).restarting(restarting);
    } else if (event instanceof ProcessEvent.OutputDropped lost) {
      dropped.computeIfAbsent(lost.stream(), stream -> new Count()).value += lost.bytes();
    } else if (event instanceof ProcessEvent.Undeclared) {
      courses.remove(event.path());
    }
  }

  private void launched(Course course, long now) {
    course.launched(now).ifPresent(spawnDurations::observe);
    course.restarted(now).ifPresent(restartDurations::observe);
  }

  private void ended(ProcessEvent.Ended ended, long now) {
    String how = ended.reason().map(this::label).orElseGet(() -> Labels.of(ended.outcome()));
    OptionalLong stop = course(ended).ended(now, how);
    if (ended.outcome() == Outcome.FAILED) {
      one(failures, how);
    }
    if (ended.exit().isPresent()) {
      // Only processes have one: supervisors and actors take the time of their children.
      stop.ifPresent(took -> stops(ended.outcome()).observe(took));
      List<String> labels = new ArrayList<>(List.of(Labels.of(ended.outcome())));
      labels.addAll(Labels.of(ended.exit().get().status()));
      one(exits, labels);
    }
  }

  /** Kept for the same reason. */
  private String label(CrashReason reason) {
    CrashReason why = reason instanceof CrashReason.NotRestarted not ? not.cause() : reason;
    return reasons.computeIfAbsent(why.getClass(), Labels::of);
  }

  private Distribution stops(Outcome outcome) {
    return stopDurations.computeIfAbsent(outcome, first -> new Distribution());
  }

  private Course course(ProcessEvent event) {
    return courses.computeIfAbsent(event.path(), path -> new Course());
  }

  private static <K> void one(Map<K, Count> counts, K key) {
    counts.computeIfAbsent(key, first -> new Count()).value++;
  }

  /** What all facts so far add up to. */
  synchronized void collect(Samples out) {
    restarts.forEach((why, count) -> out.add(Family.RESTARTS, count.value, List.of(why)));
    failures.forEach((why, count) -> out.add(Family.FAILURES, count.value, List.of(why)));
    exits.forEach((labels, count) -> out.add(Family.EXITS, count.value, labels));
    out.add(Family.SPAWN_DURATION, spawnDurations, List.of());
    out.add(Family.RESTART_DURATION, restartDurations, List.of());
    stopDurations.forEach(
        (outcome, took) -> out.add(Family.STOP_DURATION, took, List.of(Labels.of(outcome))));
    dropped.forEach(
        (stream, bytes) -> out.add(Family.DROPPED_BYTES, bytes.value, List.of(stream.text())));
    for (TypeCount type : events.values()) {
      out.add(Family.EVENTS, type.value, List.of(type.name));
    }
  }
}
