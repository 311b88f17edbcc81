package io.banyan.runtime.engine.internal;

/** A daemon thread of an engine. Code on such a thread must not wait for the engine. */
public final class EngineThread extends Thread {

  public EngineThread(String name, Runnable task) {
    super(task, name);
    setDaemon(true);
  }

  /** Whether the caller runs inside a callback of an engine. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof EngineThread;
  }
}
