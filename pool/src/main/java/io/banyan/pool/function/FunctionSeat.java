package io.banyan.pool.function;

import io.banyan.runtime.process.ProcessSpec;

/**
 * A place for a function process: how it is run, for whoever runs it, which may be any supervisor.
 * Each incarnation that reports here is told to whoever asked for the place. Safe from any thread.
 */
public interface FunctionSeat extends AutoCloseable {

  /** The id that its child must have in the tree. */
  String id();

  /** A process that takes calls. The same for all incarnations. */
  ProcessSpec process();

  /** Nobody will run it any more; a process that still does so ends by itself. */
  @Override
  void close();
}
