package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Which groups each child is in. Every change is told. Safe from any thread. */
final class Groups {

  private final Map<ChildPath, Set<String>> groups = new HashMap<>();
  private final Consumer<ProcessEvent> told;

  Groups(Consumer<ProcessEvent> told) {
    this.told = told;
  }

  /** It is in these groups, and no others. */
  synchronized void set(ChildPath path, Set<String> names) {
    SortedSet<String> now = new TreeSet<>(names);
    Set<String> before = groups.put(path, now);
    if (before == null ? !now.isEmpty() : !before.equals(now)) {
      told.accept(new ProcessEvent.Grouped(path, now));
    }
  }

  /** It is no child any more. */
  synchronized void forget(ChildPath path) {
    groups.remove(path);
  }

  synchronized void join(ChildPath path, String name) {
    Set<String> now = new TreeSet<>(groups.getOrDefault(path, Set.of()));
    now.add(name);
    set(path, now);
  }

  synchronized void leave(ChildPath path, String name) {
    Set<String> now = new TreeSet<>(groups.getOrDefault(path, Set.of()));
    now.remove(name);
    set(path, now);
  }
}
