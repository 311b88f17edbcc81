package io.banyan.runtime.engine;

import org.jspecify.annotations.Nullable;

/**
 * Which process a pid means. Pids are reused; a pid together with its start time is not.
 *
 * @param pid the process id, greater than 0
 * @param startTime when it started, in the system's own unit (Linux: clock ticks since boot, field
 *     22 of {@code /proc/PID/stat}); 0 when not known
 */
public record ProcessIdentity(long pid, long startTime) {

  /** Written out, as it is asked at every end: what a record makes needs the second compiler. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProcessIdentity process
        && pid == process.pid
        && startTime == process.startTime;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(pid) + Long.hashCode(startTime);
  }
}
