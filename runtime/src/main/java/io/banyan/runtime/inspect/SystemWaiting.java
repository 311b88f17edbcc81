package io.banyan.runtime.inspect;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The clock and the patience of this machine. */
final class SystemWaiting implements TreeKill.Waiting {

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
