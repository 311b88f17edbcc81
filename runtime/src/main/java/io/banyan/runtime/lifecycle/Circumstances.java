package io.banyan.runtime.lifecycle;

import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.limits.LimitsInForce;
import java.util.List;
import java.util.Optional;

/**
 * What holds for a child beside its life.
 *
 * @param limits what the current or last incarnation may take, and what keeps it to that
 * @param droppedBytes output that was lost before it got into a log file, of all incarnations
 * @param groups it is in, sorted
 * @param logTrouble why a log file could not be written, the last time it could not
 * @param health what probes last said of the current state
 * @param watch what the monitor last said
 * @param unwanted whether an operator said last that it is to be down, be it that it was already
 */
public record Circumstances(
    LimitsInForce limits,
    List<String> groups,
    long droppedBytes,
    Optional<String> logTrouble,
    Optional<Health> health,
    Watch watch,
    boolean unwanted) {

  static final Circumstances NONE =
      new Circumstances(
          new LimitsInForce(List.of()),
          List.of(),
          0,
          Optional.empty(),
          Optional.empty(),
          Watch.NONE,
          false);

  Circumstances after(ProcessEvent event) {
    if (event instanceof ProcessEvent.Starting || event instanceof ProcessEvent.Adopted) {
      return new Circumstances(
          NONE.limits, groups, droppedBytes, logTrouble, Optional.empty(), watch, false);
    }
    if (event instanceof ProcessEvent.Grouped grouped) {
      return new Circumstances(
          limits, grouped.groups(), droppedBytes, logTrouble, health, watch, unwanted);
    }
    if (event instanceof ProcessEvent.LimitsApplied applied) {
      return new Circumstances(
          applied.limits(), groups, droppedBytes, logTrouble, health, watch, unwanted);
    }
    if (event instanceof ProcessEvent.OutputDropped dropped) {
      return new Circumstances(
          limits, groups, droppedBytes + dropped.bytes(), logTrouble, health, watch, unwanted);
    }
    if (event instanceof ProcessEvent.LogFailed failed) {
      return new Circumstances(
          limits, groups, droppedBytes, Optional.of(failed.reason()), health, watch, unwanted);
    }
    if (event instanceof ProcessEvent.Wanted wanted) {
      return new Circumstances(
          limits, groups, droppedBytes, logTrouble, health, watch, !wanted.up());
    }
    if (event instanceof ProcessEvent.Ready) {
      return with(Optional.empty());
    }
    Optional<Health> told = Health.of(event);
    return told.isPresent() ? with(told) : watched(watch.after(event));
  }

  private Circumstances with(Optional<Health> told) {
    return new Circumstances(limits, groups, droppedBytes, logTrouble, told, watch, unwanted);
  }

  private Circumstances watched(Watch seen) {
    return new Circumstances(limits, groups, droppedBytes, logTrouble, health, seen, unwanted);
  }
}
