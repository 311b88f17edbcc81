package io.banyan.journal.state;

import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Memory;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.util.Optional;

/**
 * What facts say of one child.
 *
 * @param incarnation the number of its last incarnation; 0 before the first
 * @param alive whether that has begun and no end was told
 * @param restarts how often its supervisor restarted it
 * @param wanted whether it is to be up, as far as operators said
 * @param end how the last incarnation that ended did
 */
public record ChildState(
    int incarnation, boolean alive, int restarts, boolean wanted, Optional<Memory.End> end) {

  static final ChildState NEW = new ChildState(0, false, 0, true, Optional.empty());

  ChildState after(RecordedEvent recorded) {
    ProcessEvent event = recorded.event();
    if (event instanceof ProcessEvent.Starting || event instanceof ProcessEvent.Adopted) {
      return new ChildState(event.incarnation(), true, restarts, wanted, end);
    } else if (event instanceof ProcessEvent.Ended ended) {
      return ended(recorded, ended);
    } else if (event instanceof ProcessEvent.Restarting) {
      return new ChildState(incarnation, alive, restarts + 1, wanted, end);
    } else if (event instanceof ProcessEvent.Wanted told) {
      return new ChildState(incarnation, alive, restarts, told.up(), end);
    } else if (event instanceof ProcessEvent.NotRestarted told) {
      return because(told.reason());
    } else if (event instanceof ProcessEvent.Recalled told) {
      Memory memory = told.memory();
      return new ChildState(incarnation, alive, memory.restarts(), memory.wanted(), end);
    }
    return this;
  }

  /** A restart that was announced is withdrawn: how its last incarnation ended stays as it is. */
  private ChildState ended(RecordedEvent recorded, ProcessEvent.Ended ended) {
    if (!alive || ended.incarnation() != incarnation) {
      return this;
    }
    Memory.End how = new Memory.End(recorded.time(), ended.outcome(), ended.exit(), ended.reason());
    return new ChildState(incarnation, false, restarts, wanted, Optional.of(how));
  }

  private ChildState because(CrashReason reason) {
    return new ChildState(
        incarnation,
        alive,
        restarts,
        wanted,
        end.map(e -> new Memory.End(e.time(), e.outcome(), e.exit(), Optional.of(reason))));
  }
}
