package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Answers about processes that are asked for by many, again and again: what was read a moment ago
 * is told again. Only processes that are asked for are looked at, and forgotten when nobody asks
 * any more. Secrets in environments are hidden. Safe from any thread.
 */
public final class CachedInspection {

  private final ProcessInspector inspector;
  private final Mask mask;
  private final long ttlNanos;
  private final LongSupplier nanoTime;
  private final Map<ProcessIdentity, Kept> infos = new ConcurrentHashMap<>();
  private volatile long swept;

  private record Kept(Optional<ProcessInfo> value, long at) {}

  /**
   * @param settings how long an answer holds, and what is hidden
   * @param nanoTime a clock that never goes back
   */
  public CachedInspection(
      ProcessInspector inspector, InspectionSettings settings, LongSupplier nanoTime) {
    this.inspector = inspector;
    this.mask = new Mask(settings.masked());
    this.ttlNanos = settings.cacheTtl().toNanos();
    this.nanoTime = nanoTime;
    this.swept = nanoTime.getAsLong();
  }

  /** Everything about it; empty when it is gone. */
  public Optional<ProcessInfo> info(ProcessIdentity process) {
    if (ttlNanos == 0) {
      return read(process);
    }
    long now = nanoTime.getAsLong();
    forgetOld(now);
    return infos
        .compute(
            process,
            (key, kept) ->
                kept != null && now - kept.at() < ttlNanos ? kept : new Kept(read(key), now))
        .value();
  }

  private Optional<ProcessInfo> read(ProcessIdentity process) {
    return inspector.info(process).map(info -> info.masked(mask));
  }

  /** At most once in each time to live. */
  private void forgetOld(long now) {
    if (now - swept >= ttlNanos) {
      swept = now;
      infos.values().removeIf(kept -> now - kept.at() >= ttlNanos);
    }
  }
}
