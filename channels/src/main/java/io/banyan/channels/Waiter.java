package io.banyan.channels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Who waits at one channel or, in a select, at several: a thread or a future. It is settled by one
 * of its entries or withdrawn, once; whoever loses that race finds out at once. So a value is never
 * given to somebody who has left.
 */
abstract class Waiter {

  private static final Object WITHDRAWN = new Object();
  private static final VarHandle OUTCOME;

  static {
    try {
      OUTCOME = MethodHandles.lookup().findVarHandle(Waiter.class, "outcome", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // The winning entry or WITHDRAWN. What the entry brings was written before.
  @SuppressWarnings("unused")
  private volatile @Nullable Object outcome;

  /** Gives the waiter what this entry brings; false when that comes too late. */
  final boolean settle(Entry<?> entry) {
    return OUTCOME.compareAndSet(this, null, entry);
  }

  /** Stops waiting; false when that comes too late, and then there is a winner. */
  final boolean withdraw() {
    return OUTCOME.compareAndSet(this, null, WITHDRAWN);
  }

  final boolean isSettled() {
    return outcome instanceof Entry;
  }

  /** Whether it is neither settled nor withdrawn. */
  final boolean isOpen() {
    return outcome == null;
  }

  final Entry<?> winner() {
    if (outcome instanceof Entry<?> entry) {
      return entry;
    }
    throw new IllegalStateException("nothing was brought");
  }

  /** Goes on after it was settled. Called once, by who settled it, without any lock. */
  abstract void resume();
}
