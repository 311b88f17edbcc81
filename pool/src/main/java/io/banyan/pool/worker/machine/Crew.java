package io.banyan.pool.worker.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The places for workers of a pool, from 1, and who is in which phase. */
final class Crew {

  private final List<Worker> workers = new ArrayList<>();
  private final TreeSet<Integer> free = new TreeSet<>();
  // Who has worked last works next, so that those who are not needed are idle for long.
  private final Deque<Worker> idle = new ArrayDeque<>();
  private int starting;
  private int busy;

  Crew(int places) {
    for (int number = 1; number <= places; number++) {
      workers.add(new Worker(number));
      free.add(number);
    }
  }

  List<Worker> all() {
    return workers;
  }

  Worker get(int number) {
    return workers.get(number - 1);
  }

  int starting() {
    return starting;
  }

  int idle() {
    return idle.size();
  }

  int busy() {
    return busy;
  }

  /** Those that take tasks, or will. */
  int active() {
    return starting + idle.size() + busy;
  }

  /** All that are there, those on their way out included. */
  int present() {
    return workers.size() - free.size();
  }

  /** Takes the first free place. */
  Optional<Worker> start() {
    Integer number = free.pollFirst();
    if (number == null) {
      return Optional.empty();
    }
    Worker worker = get(number);
    worker.starting();
    starting++;
    return Optional.of(worker);
  }

  void ready(Worker worker, long now) {
    worker.readyAt = now;
    rest(worker, now);
  }

  /** It has nothing to do. */
  void rest(Worker worker, long now) {
    leave(worker);
    worker.phase = Worker.Phase.IDLE;
    worker.idleSince = now;
    idle.push(worker);
  }

  @Nullable Worker nextIdle() {
    return idle.peek();
  }

  void work(Worker worker, Task task) {
    leave(worker);
    worker.phase = Worker.Phase.BUSY;
    worker.task = task;
    busy++;
  }

  void ending(Worker worker) {
    leave(worker);
    worker.phase = Worker.Phase.ENDING;
  }

  void gone(Worker worker) {
    leave(worker);
    worker.phase = Worker.Phase.FREE;
    free.add(worker.number);
  }

  private void leave(Worker worker) {
    switch (worker.phase) {
      case STARTING -> starting--;
      case IDLE -> idle.remove(worker);
      case BUSY -> busy--;
      case FREE, ENDING -> {}
    }
    worker.task = null;
  }
}
