package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
  private final Map<ProcessIdentity, Kept<ProcessSummary>> summaries = new ConcurrentHashMap<>();
  private final Map<ProcessIdentity, Kept<ProcessInfo>> infos = new ConcurrentHashMap<>();
  private volatile long swept;

  private record Kept<T>(Optional<T> value, long at) {}

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

  /** What this very process uses, and the like; empty when it is gone. */
  public Optional<ProcessSummary> summary(ProcessIdentity process) {
    return ask(summaries, process, this::look);
  }

  /** Everything about it; empty when it is gone. */
  public Optional<ProcessInfo> info(ProcessIdentity process) {
    return ask(infos, process, this::read);
  }

  private Optional<ProcessInfo> read(ProcessIdentity process) {
    return inspector.info(process).map(info -> info.masked(mask));
  }

  private Optional<ProcessSummary> look(ProcessIdentity process) {
    return inspector
        .find(process.pid())
        .filter(
            now -> process.startTime() == 0 || now.identity().startTime() == process.startTime());
  }

  private <T> Optional<T> ask(
      Map<ProcessIdentity, Kept<T>> cache,
      ProcessIdentity process,
      Function<ProcessIdentity, Optional<T>> reader) {
    if (ttlNanos == 0) {
      return reader.apply(process);
    }
    long now = nanoTime.getAsLong();
    forgetOld(now);
    return cache
        .compute(
            process,
            (key, kept) ->
                kept != null && now - kept.at() < ttlNanos
                    ? kept
                    : new Kept<>(reader.apply(key), now))
        .value();
  }

  /** At most once in each time to live. */
  private void forgetOld(long now) {
    if (now - swept >= ttlNanos) {
      swept = now;
      summaries.values().removeIf(kept -> now - kept.at() >= ttlNanos);
      infos.values().removeIf(kept -> now - kept.at() >= ttlNanos);
    }
  }
}
