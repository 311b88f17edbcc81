package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.event.Memory;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.Recollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What earlier runtimes knew of a tree, brought together with what is declared and what is really
 * running now. Safe from any thread.
 */
final class Past {

  private final Recollection recollection;
  private final EventSink events;
  private final Set<ChildPath> told = ConcurrentHashMap.newKeySet();
  private final Set<ChildPath> heldDown = ConcurrentHashMap.newKeySet();

  /**
   * @param events not those of the tree: its names, links and dependencies are about what it has
   *     itself
   */
  Past(Recollection recollection, EventSink events) {
    this.recollection = recollection;
    this.events = events;
  }

  /** A child is declared: tells once what is remembered of it. */
  void declared(ChildPath path) {
    Memory memory = recollection.of(path);
    if (told.add(path) && !memory.equals(Memory.NOTHING)) {
      if (!memory.wanted()) {
        heldDown.add(path);
      }
      events.publish(new ProcessEvent.Recalled(path, memory));
    }
  }

  /** Whether it is to be started with its supervisor; asked again, it is. */
  boolean isWanted(ChildPath path) {
    return !heldDown.remove(path);
  }

  /** Those that are not to be started. */
  List<ChildPath> heldDown() {
    return List.copyOf(heldDown);
  }

  /**
   * Tells of all that was alive when the last runtime died, and is not any more, that it has ended,
   * and of all that is not declared any more that it is no child.
   *
   * @param living the incarnations that live on
   */
  void settle(Map<ChildPath, Integer> living) {
    List<ChildPath> ended = new ArrayList<>(recollection.unended().keySet());
    // Children before their supervisors.
    ended.sort((one, other) -> other.text().length() - one.text().length());
    ended.remove(ChildPath.ROOT);
    if (recollection.unended().containsKey(ChildPath.ROOT)) {
      ended.add(ChildPath.ROOT);
    }
    for (ChildPath path : ended) {
      Integer number = recollection.unended().get(path);
      if (number != null && !number.equals(living.get(path))) {
        events.publish(lost(path, number));
      }
    }
    for (ChildPath path : recollection.known()) {
      if (!told.contains(path)) {
        events.publish(new ProcessEvent.Undeclared(path));
      }
    }
  }

  private static ProcessEvent lost(ChildPath path, int number) {
    return new ProcessEvent.Ended(
        path, number, Outcome.FAILED, Optional.empty(), Optional.of(new CrashReason.RuntimeDied()));
  }
}
