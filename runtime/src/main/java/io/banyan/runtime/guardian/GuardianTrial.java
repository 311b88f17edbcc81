package io.banyan.runtime.guardian;

import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.StdinSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tries whether a guardian ends a process when its runtime seems to have died. */
public final class GuardianTrial {

  private GuardianTrial() {}

  /**
   * Starts a guardian and a process, and lets the guardian believe that the runtime is dead.
   *
   * @param engine launches the process
   * @param limit how long the guardian may take
   * @return whether it has ended the process in that time
   * @throws IOException when there is no process to try it with
   */
  public static boolean works(ProcessEngine engine, Duration limit)
      throws IOException, InterruptedException {
    RuntimeCookie cookie = RuntimeCookie.random();
    CountDownLatch ended = new CountDownLatch(1);
    Guardian guardian = Guardian.start(cookie, Duration.ZERO);
    try {
      LaunchSpec spec =
          new LaunchSpec(
              List.of("/bin/sh", "-c", "exec sleep 1000"),
              Path.of("/"),
              Map.of("PATH", "/usr/bin:/bin", RuntimeCookie.VARIABLE, cookie.value()),
              StdinSource.NULL,
              OutputHandler.NONE,
              OutputHandler.NONE);
      if (!(engine.launch(spec, exit -> ended.countDown())
          instanceof LaunchResult.Launched launched)) {
        throw new IOException("no process could be launched");
      }
      guardian.watch(launched.process().identity());
      guardian.desert();
      return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      guardian.close();
    }
  }
}
