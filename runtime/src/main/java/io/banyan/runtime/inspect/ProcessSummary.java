package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One process of the system, as a list shows it.
 *
 * @param parent pid of its parent
 * @param group pid of the leader of its process group, who may be gone; empty when that is not told
 * @param name of its program, as the system has it (Linux: at most 15 bytes)
 * @param state in a word: {@code running}, {@code sleeping}, {@code waiting}, {@code stopped},
 *     {@code zombie}, {@code idle}, {@code unknown}
 * @param command program and arguments; empty when there are none, or they may not be seen
 * @param uid whose rights it has; empty when that is not told
 * @param usage what it uses
 * @param startedAt by the clock on the wall, as it goes now
 * @param cpuPercent of one processor, on average over its life
 */
public record ProcessSummary(
    ProcessIdentity identity,
    long parent,
    OptionalLong group,
    String name,
    String state,
    List<String> command,
    OptionalLong uid,
    ProcessUsage usage,
    Optional<Instant> startedAt,
    double cpuPercent) {

  static final String ZOMBIE = "zombie";
  static final String STOPPED = "stopped";

  public ProcessSummary {
    command = List.copyOf(command);
  }

  /** A zombie has ended; its parent has not taken notice yet. */
  public boolean alive() {
    return !state.equals(ZOMBIE);
  }

  public long pid() {
    return identity.pid();
  }
}
