package io.banyan.pool.worker.machine;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that no worker has: those that are tried again, before those in the queue, before those
 * that have no place there yet.
 */
final class TaskLine {

  private final int places;
  private final Map<Long, Task> again = new LinkedHashMap<>();
  private final Map<Long, Task> queue = new LinkedHashMap<>();
  private final Map<Long, Task> outside = new LinkedHashMap<>();

  TaskLine(int places) {
    this.places = places;
  }

  /** How many have a place. */
  int size() {
    return again.size() + queue.size();
  }

  /** How many wait for a place. */
  int outside() {
    return outside.size();
  }

  /** Whether there is room for another; tasks that are tried again need none. */
  boolean hasRoom() {
    return queue.size() < places;
  }

  void add(Task task) {
    queue.put(task.id, task);
  }

  void addAgain(Task task) {
    again.put(task.id, task);
  }

  void addOutside(Task task) {
    outside.put(task.id, task);
  }

  /** The next one. */
  @Nullable Task poll() {
    Task next = first(again);
    return next == null ? first(queue) : next;
  }

  /** The one that has waited longest and was never given to a worker. */
  @Nullable Task pollOldest() {
    return first(queue);
  }

  /** One from outside, for which there is room now. */
  @Nullable Task enter() {
    Task task = hasRoom() ? first(outside) : null;
    if (task != null) {
      add(task);
    }
    return task;
  }

  @Nullable Task remove(long id) {
    Task task = queue.remove(id);
    if (task == null) {
      task = again.remove(id);
    }
    return task == null ? outside.remove(id) : task;
  }

  /** Takes out all that have a place. */
  Collection<Task> clear() {
    Map<Long, Task> all = new LinkedHashMap<>(again);
    all.putAll(queue);
    again.clear();
    queue.clear();
    return all.values();
  }

  /** Takes out all that have none. */
  Collection<Task> clearOutside() {
    Map<Long, Task> all = new LinkedHashMap<>(outside);
    outside.clear();
    return all.values();
  }

  private static @Nullable Task first(Map<Long, Task> tasks) {
    if (tasks.isEmpty()) {
      return null;
    }
    Iterator<Task> each = tasks.values().iterator();
    Task task = each.next();
    each.remove();
    return task;
  }
}
