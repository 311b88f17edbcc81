package io.banyan.supervision.tree;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.process.Incarnation;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.ChildSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The children of one supervisor that are alive, how each is to be ended, and why the last
 * incarnation of each did. Used by one actor.
 */
final class Children {

  /** Starts an incarnation and watches it. */
  @FunctionalInterface
  interface Starter {
    RunningChild start(ChildSpec spec);
  }

  private final Function<String, ChildSpec> specs;
  private final Map<String, RunningChild> alive = new HashMap<>();
  private final Map<String, Shutdown> overrides = new HashMap<>();
  private final Map<String, Signal> kills = new HashMap<>();
  private final Map<String, End> lastEnds = new HashMap<>();
  private final Starter starter;

  private record End(Optional<CrashReason> reason, OptionalInt exitCode) {}

  /**
   * @param specs what the next incarnation of a child will be
   */
  Children(Function<String, ChildSpec> specs, Starter starter) {
    this.specs = specs;
    this.starter = starter;
  }

  @Nullable RunningChild alive(String id) {
    return alive.get(id);
  }

  /** Whether this is not, or no longer, the incarnation that is alive. */
  boolean isStale(Incarnation incarnation) {
    RunningChild now = alive.get(incarnation.path().id());
    return now == null || !now.incarnation().equals(incarnation);
  }

  void start(String id) {
    alive.put(id, starter.start(specs.apply(id)));
  }

  /**
   * Asks it to end: as declared, unless an operator said otherwise.
   *
   * @param thorough what left its group is waited for, too
   */
  void stop(String id, boolean thorough) {
    RunningChild child = alive.get(id);
    Shutdown shutdown = overrides.getOrDefault(id, specs.apply(id).definition().shutdown());
    Signal kill = kills.get(id);
    if (kill != null && child instanceof RunningChild.OfProcess process) {
      process.kill(kill, shutdown);
    } else if (child != null) {
      child.stop(shutdown, thorough);
    }
  }

  /** Has one that is alive fail for this reason. */
  void crash(String id, CrashReason reason) {
    RunningChild child = alive.get(id);
    if (child != null) {
      child.crash(reason);
    }
  }

  /** From now on it is ended within this time, whatever is declared; 0 kills at once. */
  void endWithin(String id, Duration grace) {
    overrides.put(id, grace.isZero() ? Shutdown.brutalKill() : Shutdown.within(grace));
  }

  /** From now on it is ended by this signal, and that is told as a kill. */
  void endBy(String id, Signal signal) {
    kills.put(id, signal);
  }

  void ended(String id, Optional<CrashReason> reason, OptionalInt exitCode) {
    alive.remove(id);
    overrides.remove(id);
    kills.remove(id);
    lastEnds.put(id, new End(reason, exitCode));
  }

  /** Is no child any more. */
  void forget(String id) {
    lastEnds.remove(id);
  }

  /** Why its last incarnation ended, in words. */
  String lastReason(String id) {
    End end = lastEnds.get(id);
    return end == null
        ? "it was never started"
        : end.reason().map(CrashReason::words).orElse("it ended with success");
  }

  /** The same of one that is not restarted because of its exit code; empty after a success. */
  Optional<CrashReason.NotRestarted> finalReason(String id) {
    End end = lastEnds.get(id);
    if (end == null || end.exitCode().isEmpty()) {
      return Optional.empty();
    }
    int code = end.exitCode().getAsInt();
    return end.reason().map(reason -> new CrashReason.NotRestarted(code, reason));
  }
}
