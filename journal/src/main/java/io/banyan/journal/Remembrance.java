package io.banyan.journal;

import io.banyan.journal.state.ChildState;
import io.banyan.journal.state.JournalState;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.Memory;
import io.banyan.runtime.event.Recollection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the next runtime is to know. One that ended in order has left a closed book: the next counts
 * restarts anew.
 *
 * @param state what all facts come to
 * @param keepStopped when children that were stopped stay so
 */
public record Remembrance(JournalState state, KeepStopped keepStopped) implements Recollection {

  @Override
  public Memory of(ChildPath path) {
    ChildState child = state.children().get(path);
    return child == null
        ? Memory.NOTHING
        : new Memory(
            child.incarnation(),
            state.ended() ? 0 : child.restarts(),
            child.wanted() || !keepStopped.holds(state.ended()),
            child.end());
  }

  @Override
  public Map<ChildPath, Integer> unended() {
    return state.children().entrySet().stream()
        .filter(entry -> entry.getValue().alive())
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().incarnation()));
  }

  @Override
  public Iterable<ChildPath> known() {
    return state.children().keySet();
  }
}
