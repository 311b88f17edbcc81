package io.banyan.cli.usage;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.inspect.FamilyUsage;
import io.banyan.runtime.inspect.ProcessSampler;
import io.banyan.runtime.usage.UsageMeter;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Looks at some processes again and again. Who has the same name and another pid than at the look
 * before was restarted, and has used its time since then. Used by one thread.
 */
public final class Tracker {

  private final Supplier<Map<String, Optional<ProcessIdentity>>> subjects;
  private final ProcessSampler sampler;
  private final LongSupplier nanoTime;
  private final Map<ProcessIdentity, UsageMeter> meters = new HashMap<>();
  private long lookedAt;

  /**
   * @param subjects who has which name now; empty while it is not running
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  public Tracker(
      Supplier<Map<String, Optional<ProcessIdentity>>> subjects,
      ProcessSampler sampler,
      LongSupplier nanoTime) {
    this.subjects = subjects;
    this.sampler = sampler;
    this.nanoTime = nanoTime;
    this.lookedAt = nanoTime.getAsLong();
  }

  /**
   * One row for each subject, in their order. The loads of the first look of all are those of a
   * moment, and mean nothing.
   */
  public List<UsageRow> look(Instant time) {
    Map<String, Optional<ProcessIdentity>> current = new LinkedHashMap<>(subjects.get());
    List<ProcessIdentity> alive = current.values().stream().flatMap(Optional::stream).toList();
    long now = nanoTime.getAsLong();
    Map<ProcessIdentity, FamilyUsage> samples = sampler.sampleFamilies(alive);
    meters.keySet().retainAll(alive);
    List<UsageRow> rows =
        current.entrySet().stream()
            .map(entry -> row(time, entry.getKey(), sampled(entry.getValue(), samples), now))
            .toList();
    lookedAt = now;
    return rows;
  }

  private record Sampled(ProcessIdentity process, FamilyUsage usage) {}

  private static Optional<Sampled> sampled(
      Optional<ProcessIdentity> process, Map<ProcessIdentity, FamilyUsage> samples) {
    return process.flatMap(
        identity ->
            Optional.ofNullable(samples.get(identity)).map(usage -> new Sampled(identity, usage)));
  }

  private UsageRow row(Instant time, String name, Optional<Sampled> sampled, long now) {
    return new UsageRow(
        time,
        name,
        sampled.map(found -> OptionalLong.of(found.process().pid())).orElse(OptionalLong.empty()),
        sampled.map(
            found ->
                meters
                    .computeIfAbsent(found.process(), process -> new UsageMeter(lookedAt))
                    .read(found.usage(), now)));
  }
}
