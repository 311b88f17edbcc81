package io.banyan.runtime.engine.internal;

import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcFs;
import io.banyan.runtime.proc.ProcStat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The process group a launched process leads, as {@code /proc} shows it after the leader has gone.
 *
 * <p>The leader's number stays taken while the group has members, zombies included, but may belong
 * to strangers once the last one is gone. A member is certainly ours when it started before the
 * leader ended; one that started later has to carry the launch's cookie, if the launch had one.
 *
 * @param leader identity of the leader
 * @param cookie {@link LaunchSpec#COOKIE} with its value, as in an environment
 */
public record ProcessGroup(ProcessIdentity leader, Optional<String> cookie) {

  private static final ProcFs PROC = new ProcFs();
  private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same everywhere but on Alpha

  public static ProcessGroup of(ProcessIdentity leader, LaunchSpec spec) {
    String value = spec.environment().get(LaunchSpec.COOKIE);
    return new ProcessGroup(
        leader, Optional.ofNullable(value).map(text -> LaunchSpec.COOKIE + "=" + text));
  }

  /** Clock ticks since boot; 0 when not known. */
  public static long now() {
    return (long) (PROC.uptimeSeconds().orElse(0) * TICKS_PER_SECOND);
  }

  /**
   * The living members besides the leader; zombies are not alive.
   *
   * @param ended when the leader ended, in clock ticks since boot
   */
  public List<ProcStat> survivors(long ended) {
    List<ProcStat> members = new ArrayList<>();
    for (long pid : PROC.pids()) {
      Optional<ProcStat> stat = PROC.stat(pid);
      if (stat.isEmpty() || stat.get().group() != leader.pid()) {
        continue;
      }
      if (stat.get().pid() == leader.pid() && stat.get().startTime() != leader.startTime()) {
        return List.of(); // the number has a new owner, so ours are all gone
      }
      if (isSurvivor(stat.get(), ended)) {
        members.add(stat.get());
      }
    }
    return members;
  }

  /** Whether this is a living member of ours that is not the leader. */
  public boolean isSurvivor(ProcStat stat, long ended) {
    return stat.pid() != leader.pid()
        && stat.group() == leader.pid()
        && stat.session() == leader.pid()
        && stat.startTime() >= leader.startTime()
        && stat.alive()
        && (stat.startTime() <= ended || carriesCookie(stat.pid()));
  }

  private boolean carriesCookie(long pid) {
    if (cookie.isEmpty()) {
      return true;
    }
    String wanted = "\0" + cookie.get() + "\0";
    return PROC.environment(pid)
        .map(bytes -> "\0" + new String(bytes, StandardCharsets.UTF_8) + "\0")
        .filter(environment -> environment.contains(wanted))
        .isPresent();
  }
}
