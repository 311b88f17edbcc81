package io.banyan.pool.queue.store;

import io.banyan.pool.queue.machine.Step;
import io.banyan.pool.queue.machine.Task;
import java.util.List;

/**
 * Keeps the tasks of one queue. Every method blocks, and throws {@link StoreException} when it
 * cannot do what it should. Used by one thread at a time.
 */
public interface QueueStore extends AutoCloseable {

  /**
   * What is kept.
   *
   * @param tasks in no order
   * @param lastId the highest id that was ever used
   */
  record Contents(List<Task<byte[]>> tasks, long lastId) {}

  /** Opens it, and makes it when it is not there. */
  Contents open();

  /**
   * Keeps all these steps, in this order; they are durable when this returns. After a failure it is
   * not known which of them are kept, and only {@link #repair} or {@link #close} may follow.
   */
  void keep(List<Step<byte[]>> steps);

  /** Opens it anew and makes it hold exactly this. */
  void repair(Contents known);

  @Override
  void close();
}
