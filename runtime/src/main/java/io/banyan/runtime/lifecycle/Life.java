package io.banyan.runtime.lifecycle;

import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Memory;
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
 * @param adopted whether that process was launched by an earlier runtime
 * @param exit how the last incarnation ended, as the system told it; empty while one is alive
 * @param reason why it failed, until it is running again
 * @param waitsFor what has to come before it is started, while it waits for that
 */
public record Life(
    LifecycleState state,
    Map<LifecycleState, Instant> times,
    int incarnation,
    int restarts,
    Optional<ProcessIdentity> process,
    boolean adopted,
    Optional<ProcessExit> exit,
    Optional<CrashReason> reason,
    Optional<String> waitsFor) {

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
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** This life after a fact; unchanged by one that the lifecycle has no place for. */
  Life after(RecordedEvent recorded) {
    ProcessEvent event = recorded.event();
    if (event instanceof ProcessEvent.Launched launched) {
      return with(Optional.of(launched.process()), false, exit, reason, waitsFor);
    }
    if (event instanceof ProcessEvent.Recalled recalled && incarnation == 0) {
      return recalling(recalled.memory());
    }
    if (event instanceof ProcessEvent.Waiting waiting && !state.isAlive()) {
      return with(process, adopted, exit, reason, Optional.of(waiting.what()));
    }
    if (event instanceof ProcessEvent.NotRestarted end && state == LifecycleState.FAILED) {
      return with(process, adopted, exit, Optional.of(end.reason()), waitsFor);
    }
    Optional<Transition> transition = Transition.of(event);
    Optional<LifecycleState> next =
        transition.isEmpty() ? Optional.empty() : Lifecycle.next(state, transition.get());
    if (next.isPresent()) {
      return enter(next.get(), recorded.time()).with(event);
    }
    return event instanceof ProcessEvent.Ended ? waitingNoMore() : this;
  }

  /** One that an operator has stopped is stopped, all others have not been started yet. */
  private Life recalling(Memory memory) {
    Map<LifecycleState, Instant> entered = new EnumMap<>(times);
    memory
        .end()
        .filter(end -> !memory.wanted())
        .ifPresent(end -> entered.put(LifecycleState.STOPPED, end.time()));
    return new Life(
        memory.wanted() ? state : LifecycleState.STOPPED,
        entered,
        memory.incarnation(),
        memory.restarts(),
        Optional.empty(),
        false,
        memory.end().flatMap(Memory.End::exit),
        memory.end().flatMap(Memory.End::reason),
        waitsFor);
  }

  private Life enter(LifecycleState next, Instant time) {
    Map<LifecycleState, Instant> entered = new EnumMap<>(times);
    entered.put(next, time);
    Optional<CrashReason> stillTrue = next == LifecycleState.RUNNING ? Optional.empty() : reason;
    return new Life(
        next, entered, incarnation, restarts, process, adopted, exit, stillTrue, Optional.empty());
  }

  private Life with(ProcessEvent event) {
    if (event instanceof ProcessEvent.Starting starting) {
      return new Life(
          state,
          times,
          starting.incarnation(),
          restarts,
          Optional.empty(),
          false,
          Optional.empty(),
          reason,
          waitsFor);
    }
    if (event instanceof ProcessEvent.Adopted known) {
      return new Life(
          state,
          timesSince(known.since()),
          known.incarnation(),
          restarts,
          Optional.of(known.process()),
          true,
          Optional.empty(),
          reason,
          waitsFor);
    }
    if (event instanceof ProcessEvent.Ended ended) {
      return with(process, adopted, ended.exit(), ended.reason(), waitsFor);
    }
    if (event instanceof ProcessEvent.Restarting) {
      return new Life(
          state, times, incarnation, restarts + 1, process, adopted, exit, reason, waitsFor);
    }
    return this;
  }

  /** It was waiting to be started again and was told not to. */
  private Life waitingNoMore() {
    return with(process, adopted, exit, reason, Optional.empty());
  }

  /** It has been starting since it was launched, and not only since it was adopted. */
  private Map<LifecycleState, Instant> timesSince(Instant launched) {
    Map<LifecycleState, Instant> since = new EnumMap<>(times);
    since.put(LifecycleState.STARTING, launched);
    return since;
  }

  private Life with(
      Optional<ProcessIdentity> runs,
      boolean inherited,
      Optional<ProcessExit> ended,
      Optional<CrashReason> why,
      Optional<String> waits) {
    return new Life(state, times, incarnation, restarts, runs, inherited, ended, why, waits);
  }
}
