package io.banyan.pool.queue;

import java.util.concurrent.CompletionStage;

/** Consumers at work. They end by themselves when their queue does. Safe from any thread. */
public interface Consumption extends AutoCloseable {

  /** Completes when all have ended; never fails. */
  CompletionStage<Void> whenEnded();

  /** Lets them finish what they have, and take no more. Does not wait. */
  @Override
  void close();
}
