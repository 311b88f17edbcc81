package io.banyan.pool.worker.machine;

import org.jspecify.annotations.Nullable;

/** One place for a worker, and who is there. */
final class Worker {

  enum Phase {
    /** Nobody. */
    FREE,
    STARTING,
    IDLE,
    BUSY,
    /** On its way out; it gets no task any more. */
    ENDING
  }

  final int number;
  Phase phase = Phase.FREE;
  @Nullable Task task;

  /** Tasks it is through with. */
  int through;

  long readyAt;
  long idleSince;

  /** It uses too much. */
  boolean heavy;

  /** It is on its way out, and nobody wanted that. */
  boolean lost;

  /** It was lost before it was through with anything. */
  boolean useless;

  Worker(int number) {
    this.number = number;
  }

  void starting() {
    phase = Phase.STARTING;
    through = 0;
    heavy = false;
    lost = false;
    useless = false;
  }
}
