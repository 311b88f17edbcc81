package io.banyan.runtime.inspect;

import io.banyan.runtime.proc.ResourceLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * All that the system tells about one process. What it does not tell, or not to us, is empty.
 *
 * @param session pid of the leader of its session
 * @param gid the group whose rights it has
 * @param places where it runs, and what
 * @param environment its variables, as it was started with them
 * @param times processor time
 * @param descriptors what each open descriptor leads to
 * @param limits what it may take of the system
 */
public record ProcessInfo(
    ProcessSummary summary,
    OptionalLong session,
    OptionalLong gid,
    Places places,
    Optional<Map<String, String>> environment,
    Times times,
    Optional<SortedMap<Integer, String>> descriptors,
    List<ResourceLimit> limits) {

  /** The same without the secrets of its environment. */
  public ProcessInfo masked(Mask mask) {
    return new ProcessInfo(
        summary, session, gid, places, environment.map(mask::of), times, descriptors, limits);
  }

  /**
   * Where it runs, and what.
   *
   * @param directory its working directory
   * @param executable the file of its program
   */
  public record Places(Optional<String> directory, Optional<String> executable) {}

  /**
   * Processor time.
   *
   * @param children user time of the children it has waited for; empty where that is not told
   * @param childrenSystem likewise
   */
  public record Times(
      Duration user,
      Duration system,
      Optional<Duration> children,
      Optional<Duration> childrenSystem) {}
}
