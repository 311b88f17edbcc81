package io.banyan.runtime.event;

import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A fact in its place in the order of facts.
 *
 * @param sequence counts from 1, without gaps, within one runtime; where facts are remembered from
 *     one runtime to the next, it goes on from there
 * @param time wall-clock time of the recording
 * @param process the process of the incarnation that the fact is about, once there is one
 */
public record RecordedEvent(
    long sequence, Instant time, ProcessEvent event, Optional<ProcessIdentity> process) {

  /** A fact about no process. */
  public RecordedEvent(long sequence, Instant time, ProcessEvent event) {
    this(sequence, time, event, Optional.empty());
  }

  /** The path of the child it is about. */
  public ChildPath path() {
    return event.path();
  }

  /** Its kind, as filters and documents spell it; see {@link EventType}. */
  public String type() {
    return EventType.of(event);
  }

  /**
   * The incarnation it is about; empty when it is about the child, whichever incarnation it has.
   */
  public OptionalInt incarnation() {
    int number = event.incarnation();
    return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  public OptionalLong pid() {
    return process.isPresent() ? OptionalLong.of(process.get().pid()) : OptionalLong.empty();
  }

  /** How a process ended, if that is what the fact tells. */
  public Optional<ProcessExit> exit() {
    return event instanceof ProcessEvent.Ended ended ? ended.exit() : Optional.empty();
  }

  /** Why it happened, in words, where the fact says so. */
  public Optional<String> reason() {
    return Reasons.of(event);
  }
}
