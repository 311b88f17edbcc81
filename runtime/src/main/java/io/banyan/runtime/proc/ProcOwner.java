package io.banyan.runtime.proc;

import java.util.Optional;

/**
 * Whose rights a process has: the effective ids.
 *
 * @param uid its user
 * @param gid its group
 */
public record ProcOwner(long uid, long gid) {

  /** From {@code /proc/PID/status}; of real, effective, saved and file system id the second. */
  static Optional<ProcOwner> parse(String status) {
    Optional<Long> uid = effective(status, "Uid:");
    return uid.flatMap(user -> effective(status, "Gid:").map(group -> new ProcOwner(user, group)));
  }

  private static Optional<Long> effective(String status, String field) {
    return status
        .lines()
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(field.length()).trim().split("\\s+"))
        .filter(ids -> ids.length > 1)
        .map(ids -> Long.valueOf(ids[1]))
        .findFirst();
  }
}
