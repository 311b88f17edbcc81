package io.banyan.runtime.containment;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a runtime that was killed has left. Its guardian is ending it; whoever starts the next
 * runtime meanwhile would run everything twice. Used by one thread.
 */
public final class Predecessor {

  private static final long NOBODY = 0;

  private final SystemProcesses table = new SystemProcesses();
  private final Census census;

  /** Of the runtimes that had these cookies. */
  public Predecessor(Set<RuntimeCookie> cookies) {
    // Of whatever age: all of it is older than the runtime that asks.
    this.census =
        new Census(
            table,
            cookies,
            new Census.Origin(NOBODY, 0),
            () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)));
  }

  /**
   * The pids that are still alive and should not be; none where the system does not tell about
   * processes.
   */
  public List<Long> living() {
    return carriers().stream()
        .filter(carrier -> !carrier.left() && !carrier.adoptable())
        .map(carrier -> carrier.identity().pid())
        .toList();
  }

  /** All that still carries the cookies. */
  public List<Carrier> carriers() {
    return census.take();
  }

  /**
   * Whether a process that was launched by one of them is still the same: it has the start time,
   * and nothing in its environment says otherwise.
   *
   * @param incarnation as in {@link io.banyan.runtime.engine.LaunchSpec#COOKIE}
   */
  public boolean isStill(ProcessIdentity process, RuntimeCookie cookie, String incarnation) {
    return table
            .facts(process.pid())
            .filter(facts -> facts.alive() && facts.identity().equals(process))
            .isPresent()
        && table
            .environment(process.pid())
            .map(bytes -> Marks.mayBe(bytes, cookie, incarnation))
            .orElse(true);
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
