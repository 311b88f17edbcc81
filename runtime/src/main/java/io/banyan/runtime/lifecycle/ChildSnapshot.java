package io.banyan.runtime.lifecycle;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** All that is known of one child at one moment. */
public record ChildSnapshot(
    Declaration declaration, Life life, Circumstances circumstances, Runs runs) {

  static ChildSnapshot declared(Declaration declaration, Instant time) {
    return new ChildSnapshot(declaration, Life.declaredAt(time), Circumstances.NONE, Runs.NONE);
  }

  /** The same child, declared differently. */
  ChildSnapshot redeclared(Declaration anew) {
    return new ChildSnapshot(anew, life, circumstances, runs);
  }

  ChildSnapshot after(RecordedEvent recorded) {
    if (recorded.event() instanceof ProcessEvent.Sampled sampled && !isAlive(sampled)) {
      return this;
    }
    return new ChildSnapshot(
        declaration,
        life.after(recorded),
        circumstances.after(recorded.event()),
        runs.after(recorded));
  }

  /** Who looks is another than who ends it, and may be the last to know. */
  private boolean isAlive(ProcessEvent.Sampled sampled) {
    return state().isAlive() && life.incarnation() == sampled.incarnation();
  }

  public ChildPath path() {
    return declaration.path();
  }

  public LifecycleState state() {
    return life.state();
  }

  public boolean isSupervisor() {
    return declaration.kind() == ChildKind.SUPERVISOR;
  }

  public boolean isProcess() {
    return declaration.kind() == ChildKind.DAEMON || declaration.kind() == ChildKind.TASK;
  }

  /** When the current or last incarnation was started. */
  public Optional<Instant> startedAt() {
    return Optional.ofNullable(life.times().get(LifecycleState.STARTING));
  }

  /** When the last incarnation ended; empty while one is alive and before the first. */
  public Optional<Instant> exitedAt() {
    if (life.incarnation() == 0 || state().isAlive()) {
      return Optional.empty();
    }
    return life.times().entrySet().stream()
        .filter(entry -> entry.getKey().isEnded())
        .map(Map.Entry::getValue)
        .max(Instant::compareTo);
  }

  /** What its probes last said; empty before, and when it is neither starting nor running. */
  public Optional<Health> health() {
    return state() == LifecycleState.STARTING || state() == LifecycleState.RUNNING
        ? circumstances.health()
        : Optional.empty();
  }

  /**
   * One line for people: {@code Running [restarts: 3]}, {@code Failed (Exit code: 127)}, {@code
   * Completed} for a task that succeeded, {@code Running (unhealthy 1/3: …)}, {@code Initialized
   * (waits for database to be ready)}, {@code Running (alert: leak)}, {@code Running (next run
   * 2026-01-31T03:00:00Z, last succeeded)}.
   */
  public String status() {
    LifecycleState state = state();
    String text =
        state == LifecycleState.EXITED && declaration.kind() == ChildKind.TASK
            ? "Completed"
            : state.title();
    if (life.waitsFor().isPresent()) {
      text += " (waits for " + life.waitsFor().get() + ")";
    } else if (state == LifecycleState.FAILED || state == LifecycleState.RESTARTING) {
      text += life.reason().map(why -> " (" + why.description() + ")").orElse("");
    }
    text += health().filter(told -> !told.well()).map(told -> " (" + told.text() + ")").orElse("");
    if (state.isAlive()) {
      text += runs.words().map(words -> " (" + words + ")").orElse("");
    }
    if (state.isAlive() && !circumstances.watch().raised().isEmpty()) {
      text += " (alert: " + String.join(", ", circumstances.watch().raised()) + ")";
    }
    return life.restarts() == 0 ? text : text + " [restarts: " + life.restarts() + "]";
  }
}
