package io.banyan.runtime.proc;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.Optional;

/**
 * One {@code /proc/PID/stat}: the one file that every user may read of every process.
 *
 * @param name of the program, cut to 15 bytes by the kernel; a process may rename itself
 * @param state one letter: {@code Z} is a zombie, {@code X} is dead, {@code T} and {@code t} are
 *     stopped
 * @param flags of the kernel ({@code PF_…})
 * @param startTime clock ticks since boot
 * @param vsizeBytes size of its address space
 * @param rssPages pages of memory it has, those it shares with others included
 */
public record ProcStat(
    long pid,
    String name,
    char state,
    Ties ties,
    long flags,
    CpuTicks cpu,
    int threads,
    long startTime,
    long vsizeBytes,
    long rssPages) {

  private static final long KERNEL_THREAD = 0x00200000; // PF_KTHREAD

  /**
   * Whom it belongs to.
   *
   * @param parent pid of who waits for it
   * @param group pid of the leader of its process group, who may be gone
   * @param session pid of the leader of its session, who may be gone
   */
  public record Ties(long parent, long group, long session) {}

  /**
   * Processor time in clock ticks.
   *
   * @param children user time of the children it has waited for, and of theirs
   * @param childrenSystem likewise
   */
  public record CpuTicks(long user, long system, long children, long childrenSystem) {

    /** What the process itself has used. */
    public long own() {
      return user + system;
    }

    /** With the children it has waited for. */
    public long all() {
      return own() + children + childrenSystem;
    }
  }

  /** What the process with this pid is now; empty when there is none, or no {@code /proc}. */
  public static Optional<ProcStat> of(long pid) {
    return new ProcFs().stat(pid);
  }

  /** Whether this system tells about processes in this way. */
  public static boolean available() {
    return of(ProcessHandle.current().pid()).isPresent();
  }

  public ProcessIdentity identity() {
    return new ProcessIdentity(pid, startTime);
  }

  /** Whether this is the process that is meant, and not a later one with its pid. */
  public boolean is(ProcessIdentity meant) {
    return pid == meant.pid() && (meant.startTime() == 0 || meant.startTime() == startTime);
  }

  public boolean alive() {
    return state != 'Z' && state != 'X';
  }

  /** Whether it acts on no signal but KILL before CONT. */
  public boolean suspended() {
    return state == 'T' || state == 't';
  }

  public boolean kernelThread() {
    return (flags & KERNEL_THREAD) != 0;
  }

  public long parent() {
    return ties.parent();
  }

  public long group() {
    return ties.group();
  }

  public long session() {
    return ties.session();
  }
}
