package io.banyan.pool.worker.machine;

/** Why a task is not taken. */
public enum Refusal {
  FULL("the queue is full"),
  BROKEN("the pool is broken"),
  CLOSED("the pool is closed");

  private final String words;

  Refusal(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
