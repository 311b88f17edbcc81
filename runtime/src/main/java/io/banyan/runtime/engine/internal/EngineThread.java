package io.banyan.runtime.engine.internal;

/** A daemon thread of an engine. Code on such a thread must not wait for the engine. */
public final class EngineThread extends Thread {

  // Touched by the thread itself alone.
  private boolean lent;

  public EngineThread(String name, Runnable task) {
    super(task, name);
    setDaemon(true);
  }

  /** Whether the caller runs inside a callback of an engine. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof EngineThread current && !current.lent;
  }

  /** Does what is not the engine's, and may wait for it: another thread does the work meanwhile. */
  public void lend(Runnable task) {
    lent = true;
    try {
      task.run();
    } finally {
      lent = false;
    }
  }
}
