package io.banyan.journal.state;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What all facts so far come to.
 *
 * @param lastSequence number of the last of them; 0 before the first
 * @param ended whether the last runtime ended in order; true before the first
 * @param children all that are declared
 */
public record JournalState(long lastSequence, boolean ended, Map<ChildPath, ChildState> children) {

  /** Before the first fact. */
  public static final JournalState EMPTY = new JournalState(0, true, Map.of());

  public JournalState {
    children = Map.copyOf(children);
  }

  /** The same after some more facts, in order. */
  public JournalState after(Iterable<RecordedEvent> facts) {
    Map<ChildPath, ChildState> changed = new LinkedHashMap<>(children);
    long last = lastSequence;
    boolean over = ended;
    for (RecordedEvent recorded : facts) {
      last = recorded.sequence();
      over = isOver(recorded.event(), over);
      fold(changed, recorded);
    }
    return new JournalState(last, over, changed);
  }

  private static boolean isOver(ProcessEvent event, boolean before) {
    return event instanceof ProcessEvent.RuntimeEnded
        || (before && !(event instanceof ProcessEvent.RuntimeStarted));
  }

  private static void fold(Map<ChildPath, ChildState> children, RecordedEvent recorded) {
    ProcessEvent event = recorded.event();
    if (event instanceof ProcessEvent.Undeclared) {
      children.remove(event.path());
    } else if (DECLARING.contains(event.getClass())) {
      children.putIfAbsent(event.path(), ChildState.NEW);
    } else {
      children.computeIfPresent(event.path(), (path, child) -> child.after(recorded));
    }
  }

  private static final Set<Class<?>> DECLARING =
      Set.of(
          ProcessEvent.ProcessDeclared.class,
          ProcessEvent.ActorDeclared.class,
          ProcessEvent.SupervisorDeclared.class);
}
