package io.banyan.channels;

import io.banyan.runtime.fixture.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that a test starts, interrupts and asks for what came of them. */
final class Background implements AutoCloseable {

  private final List<Thread> threads = new ArrayList<>();

  /** A thread at work. */
  record Task<T>(Thread thread, CompletableFuture<T> promise) {

    /** What came of it. */
    T result() {
      try {
        return promise.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
      } catch (java.util.concurrent.ExecutionException e) {
        throw new AssertionError("failed: " + e.getCause(), e.getCause());
      } catch (InterruptedException | TimeoutException e) {
        throw new AssertionError("nothing came of it", e);
      }
    }

    /** What it ended with instead of a result. */
    Throwable failure() {
      return promise.handle((value, failure) -> failure).join();
    }

    /** Waits until the thread is parked: there is nothing left for it to do. */
    Task<T> awaitParked() {
      Await.until(
          "the thread waits",
          () ->
              thread.getState() == Thread.State.WAITING
                  || thread.getState() == Thread.State.TIMED_WAITING);
      return this;
    }

    void interrupt() {
      thread.interrupt();
    }
  }

  interface Work {
    void run() throws Exception;
  }

  <T> Task<T> call(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return new Task<>(thread, result);
  }

  Task<Boolean> run(Work work) {
    return call(
        () -> {
          work.run();
          return true;
        });
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
