package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.Step;
import io.banyan.pool.queue.machine.Task;
import io.banyan.pool.queue.store.QueueStore;
import io.banyan.pool.queue.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store that fails when a test says so, before it has kept anything or after it has kept all. */
final class UnreliableStore implements QueueStore {

  enum Failing {
    NEVER,
    BEFORE,
    AFTER
  }

  private final Map<Long, Task<byte[]>> kept = new LinkedHashMap<>();
  private final List<Integer> batches = new ArrayList<>();
  private Failing failing = Failing.NEVER;
  private long lastId;
  private boolean broken;

  synchronized void fail(Failing how) {
    failing = how;
  }

  synchronized List<Integer> batches() {
    return List.copyOf(batches);
  }

  synchronized Map<Long, Task<byte[]>> kept() {
    return Map.copyOf(kept);
  }

  @Override
  public synchronized Contents open() {
    return new Contents(List.copyOf(kept.values()), lastId);
  }

  @Override
  public synchronized void keep(List<Step<byte[]>> steps) {
    if (broken) {
      throw new IllegalStateException("used after it has failed");
    }
    fail(failing == Failing.BEFORE);
    for (Step<byte[]> step : steps) {
      kept.remove(step.id());
      step.after().ifPresent(task -> kept.put(task.id(), task));
      lastId = Math.max(lastId, step.id());
    }
    batches.add(steps.size());
    fail(failing == Failing.AFTER);
  }

  private void fail(boolean now) {
    if (now) {
      broken = true;
      throw new StoreException("No space left on device", new IOException());
    }
  }

  @Override
  public synchronized void repair(Contents known) {
    fail(failing != Failing.NEVER);
    broken = false;
    kept.clear();
    known.tasks().forEach(task -> kept.put(task.id(), task));
    lastId = known.lastId();
  }

  @Override
  public void close() {}
}
