package io.banyan.runtime.inspect;

/**
 * What a process and its descendants use.
 *
 * @param own the process itself
 * @param total with its descendants; the processor time of those that have ended is in it as soon
 *     as their parent has waited for them. It can still shrink: who waits for an orphan is no
 *     member
 * @param processes how many, the process itself included
 */
public record FamilyUsage(ProcessUsage own, ProcessUsage total, int processes) {

  /** Two parts of one family. */
  FamilyUsage plus(FamilyUsage other) {
    return new FamilyUsage(
        own.plus(other.own), total.plus(other.total), processes + other.processes);
  }
}
