package io.banyan.pool.queue;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One delivery after the other. Used by one thread. */
final class Deliveries<T> implements Iterator<Delivery<T>> {

  private final TaskQueue<T> queue;
  private final Consumer<Delivery<T>> before;
  private @Nullable Delivery<T> last;
  private @Nullable Delivery<T> next;

  /**
   * @param before done with each delivery when the next one is asked for
   */
  Deliveries(TaskQueue<T> queue, Consumer<Delivery<T>> before) {
    this.queue = queue;
    this.before = before;
  }

  @Override
  public boolean hasNext() {
    if (next != null) {
      return true;
    }
    if (last != null) {
      before.accept(last);
      last = null;
    }
    try {
      next = queue.take().orElse(null);
    } catch (InterruptedException e) {
      throw TakeInterruptedException.marked(e);
    }
    return next != null;
  }

  @Override
  public Delivery<T> next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Delivery<T> delivery = next;
    last = delivery;
    next = null;
    return delivery;
  }
}
