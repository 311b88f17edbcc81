package io.banyan.pool.periodic;

/**
 * What is called again and again. Each call has a thread of its own, in which it may block; it is
 * interrupted when it is to end.
 */
@FunctionalInterface
public interface PeriodicCall {

  /**
   * Does it once.
   *
   * @throws Exception that says why this run has failed; the next one follows all the same
   */
  void run() throws Exception;
}
