package io.banyan.pool.function.call;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The process that a function runs in, as the function sees it. There is one in each function
 * process, and none in any other. Safe from any thread.
 *
 * <pre>{@code
 * FunctionContext.onShutdown(Game::save);
 * }</pre>
 */
public final class FunctionContext {

  // Of the process, not of a runtime: a function process has one life and one function at a time.
  private static volatile @Nullable FunctionContext current;

  private final Deque<Runnable> hooks = new ArrayDeque<>();

  private FunctionContext() {}

  /** Whether this is a function process. */
  public static boolean isPresent() {
    return current != null;
  }

  /**
   * Has this run when the process is asked to end before its function is over: by a shutdown, by
   * TERM, at its time limit, by {@code System.exit}, and when its parent is gone. Not when the
   * function has returned or thrown, and not at a kill. What was given last runs first; what one
   * throws is printed. The function goes on meanwhile; the process ends after the last of them, or
   * is killed when its grace time is over.
   *
   * @throws IllegalStateException where no function runs in a process of its own
   */
  public static void onShutdown(Runnable hook) {
    FunctionContext context = current;
    if (context == null) {
      throw new IllegalStateException("this is not a function process");
    }
    synchronized (context.hooks) {
      context.hooks.push(hook);
    }
  }

  /** Makes this JVM a function process. For its main class alone. */
  public static FunctionContext enter() {
    FunctionContext context = new FunctionContext();
    current = context;
    return context;
  }

  /** The function is over: what it wanted at a shutdown means nothing to the next one. */
  public void forget() {
    synchronized (hooks) {
      hooks.clear();
    }
  }

  /** Runs what was given, each once. */
  public void shutDown() {
    for (Runnable hook = next(); hook != null; hook = next()) {
      try {
        hook.run();
      } catch (Throwable failure) {
        failure.printStackTrace();
      }
    }
  }

  private @Nullable Runnable next() {
    synchronized (hooks) {
      return hooks.poll();
    }
  }
}
