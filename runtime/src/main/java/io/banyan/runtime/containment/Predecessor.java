package io.banyan.runtime.containment;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a runtime that was killed has left. Its guardian is ending it; whoever starts the next
 * runtime meanwhile would run everything twice. Used by one thread.
 */
public final class Predecessor {

  private static final long NOBODY = 0;

  private final Census census;

  /** Of the runtime that had this cookie. */
  public Predecessor(RuntimeCookie cookie) {
    // Of whatever age: all of it is older than the runtime that asks.
    this.census =
        new Census(
            new ProcFs(),
            cookie,
            new Census.Origin(NOBODY, 0),
            () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)));
  }

  /** The pids that are still alive; none where the system does not tell about processes. */
  public List<Long> living() {
    return census.take().stream().map(carrier -> carrier.identity().pid()).toList();
  }

  /** Kills what is still alive: for the case that nobody else does. */
  public void kill() {
    // A handle remembers the start time and does not signal another process of the same pid.
    List<ProcessHandle> handles =
        living().stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
    List<Long> still = living();
    handles.stream()
        .filter(handle -> still.contains(handle.pid()))
        .forEach(ProcessHandle::destroyForcibly);
  }
}
