package io.banyan.runtime.limits;

import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.launch.LaunchOptions;

/** Keeps the limits of the processes of one runtime. Safe from any thread. */
public interface ProcessLimits extends AutoCloseable {

  /**
   * A guard for one incarnation. Nothing happens before its launch.
   *
   * @param name for people who look at the control groups of the system
   */
  LimitGuard guard(String name, LaunchOptions options, Limits limits);

  /** Gives everything back. All processes have ended before. */
  @Override
  void close();

  /** The means of this system. */
  static ProcessLimits start(LimitSettings settings) {
    return SystemLimits.start(settings);
  }

  /** No means at all: what asks for a limit of memory or processor is refused. */
  static ProcessLimits unavailable() {
    LaunchFailed reason = new LaunchFailed("ENOTSUP", "Nothing keeps limits here");
    return new ProcessLimits() {
      @Override
      public LimitGuard guard(String name, LaunchOptions options, Limits limits) {
        return limits.memoryBytes().isPresent() || limits.cpuPercent().isPresent()
            ? new Unguarded.Refused(reason)
            : new Unguarded.Plain(options, limits);
      }

      @Override
      public void close() {}
    };
  }
}
