package io.banyan.pool.queue.machine;

/** What a queue says to a task that wants in. */
public sealed interface Admission<V> {

  /** It is in as soon as this is kept. */
  record Admitted<V>(Step<V> step) implements Admission<V> {}

  /** A task of its key is in already. */
  record Duplicate<V>(long id) implements Admission<V> {}

  /** As many are in as may be. */
  record Full<V>() implements Admission<V> {}

  /** Nothing comes in any more. */
  record Closed<V>() implements Admission<V> {}
}
