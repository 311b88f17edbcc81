package io.banyan.runtime.lifecycle;

import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What has become of a child so far.
 *
 * @param state its state now
 * @param times when each state was last entered
 * @param incarnation number of the current or last incarnation; 0 before the first
 * @param restarts how often its supervisor restarted it, because of itself or of a sibling
 * @param process the process of the current or last incarnation
 * @param exit how the last incarnation ended, as the system told it; empty while one is alive
 * @param reason why it failed, until it is running again
 * @param health what its probes last said; empty before, and when it is neither starting nor
 *     running
 */
public record Life(
    LifecycleState state,
    Map<LifecycleState, Instant> times,
    int incarnation,
    int restarts,
    Optional<ProcessIdentity> process,
    Optional<ProcessExit> exit,
    Optional<CrashReason> reason,
    Optional<Health> health) {

  public Life {
    times = Collections.unmodifiableMap(new EnumMap<>(times));
  }

  /** A life that has not begun. */
  static Life declaredAt(Instant time) {
    LifecycleState initial = LifecycleState.INITIALIZED;
    return new Life(
        initial,
        Map.of(initial, time),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** This life after a fact; unchanged by one that the lifecycle has no place for. */
  Life after(RecordedEvent recorded) {
    ProcessEvent event = recorded.event();
    if (event instanceof ProcessEvent.Launched launched) {
      return with(Optional.of(launched.process()), exit, reason);
    }
    Optional<Health> told = Health.of(event);
    if (told.isPresent()) {
      boolean asked = state == LifecycleState.STARTING || state == LifecycleState.RUNNING;
      return asked ? withHealth(told) : this;
    }
    return Transition.of(event)
        .flatMap(transition -> Lifecycle.next(state, transition))
        .map(next -> enter(next, recorded.time()).with(event))
        .orElse(this);
  }

  /** What probes said of another state is not true any more. */
  private Life enter(LifecycleState next, Instant time) {
    Map<LifecycleState, Instant> entered = new EnumMap<>(times);
    entered.put(next, time);
    Optional<CrashReason> stillTrue = next == LifecycleState.RUNNING ? Optional.empty() : reason;
    return new Life(
        next, entered, incarnation, restarts, process, exit, stillTrue, Optional.empty());
  }

  private Life with(ProcessEvent event) {
    if (event instanceof ProcessEvent.Starting starting) {
      return new Life(
          state,
          times,
          starting.incarnation(),
          restarts,
          Optional.empty(),
          Optional.empty(),
          reason,
          health);
    }
    if (event instanceof ProcessEvent.Ended ended) {
      return with(process, ended.exit(), ended.reason());
    }
    if (event instanceof ProcessEvent.Restarting) {
      return new Life(state, times, incarnation, restarts + 1, process, exit, reason, health);
    }
    return this;
  }

  private Life with(
      Optional<ProcessIdentity> itsProcess,
      Optional<ProcessExit> itsExit,
      Optional<CrashReason> itsReason) {
    return new Life(state, times, incarnation, restarts, itsProcess, itsExit, itsReason, health);
  }

  private Life withHealth(Optional<Health> told) {
    return new Life(state, times, incarnation, restarts, process, exit, reason, told);
  }
}
