package io.banyan.runtime.engine;

/** Told once when a launched process has ended. */
@FunctionalInterface
public interface ExitListener {

  /**
   * The leader has ended; others of its group may live on, and output may still be in its pipes.
   * Comes at once, also when a grandchild holds the pipes open. Called on an engine thread that
   * serves other processes too: must return at once and not throw.
   */
  void onExit(ProcessExit exit);
}
