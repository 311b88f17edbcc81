package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.ExitStatus.Exited;
import io.banyan.runtime.engine.ExitStatus.Signaled;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ResourceUsage;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.internal.Errno;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the exit of a process, once, through its pidfd. Used by the event thread alone, except
 * {@link #works}.
 */
final class Reaper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

  private static final boolean AMD64 = System.getProperty("os.arch").equals("amd64");
  private static final long SYS_WAITID = AMD64 ? 247 : 95;
  private static final int P_PIDFD = 3;
  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int CLD_EXITED = 1;
  private static final int CLD_DUMPED = 3;

  // siginfo_t for a child, and struct rusage; the same on all 64-bit architectures.
  private static final int SIGINFO_BYTES = 128;
  private static final int SI_CODE = 8;
  private static final int SI_PID = 16;
  private static final int SI_STATUS = 24;
  private static final int RUSAGE_BYTES = 144;
  private static final int RU_STIME = 16;
  private static final int RU_MAXRSS = 32;

  private final Block memory = new Block(SIGINFO_BYTES + 2 * RUSAGE_BYTES);
  // It never gets less.
  private long ownPeakKib;

  /** How the process ended; empty when it has not. */
  Optional<ProcessExit> reap(int pidfd, long pid) {
    ByteBuffer bytes = memory.bytes();
    bytes.putInt(SI_PID, 0);
    long usage = memory.address(SIGINFO_BYTES);
    long options = WEXITED | WNOHANG;
    if (Libc.syscall(SYS_WAITID, P_PIDFD, pidfd, memory.address(), options, usage) != 0) {
      Errno errno = Errno.of(Libc.errno());
      LOG.error("The exit of process {} was taken by somebody else: {}", pid, errno.meaning());
      return Optional.of(new ProcessExit(new Exited(255), ResourceUsage.UNKNOWN));
    }
    return bytes.getInt(SI_PID) == 0
        ? Optional.empty()
        : Optional.of(new ProcessExit(status(bytes), usage(bytes)));
  }

  /** Whether this kernel can wait on a pidfd: then it says that this one is not of a child. */
  boolean works(int pidfdOfNoChild) {
    long options = WEXITED | WNOHANG;
    return Libc.syscall(SYS_WAITID, P_PIDFD, pidfdOfNoChild, memory.address(), options, 0) == -1
        && Libc.errno() == Errno.ECHILD;
  }

  @Override
  public void close() {
    memory.close();
  }

  private static ExitStatus status(ByteBuffer bytes) {
    int code = bytes.getInt(SI_CODE);
    int status = bytes.getInt(SI_STATUS);
    if (code == CLD_EXITED) {
      return new Exited(status);
    }
    Optional<Signal> named = Signal.ofNumber(status);
    // 32 and 33 are the C library's own and have no names.
    Signal signal = named.isPresent() ? named.get() : new Signal("SIG" + status, status);
    return new Signaled(signal, code == CLD_DUMPED);
  }

  private ResourceUsage usage(ByteBuffer bytes) {
    return new ResourceUsage(
        time(bytes, SIGINFO_BYTES), time(bytes, SIGINFO_BYTES + RU_STIME), peakRss(bytes));
  }

  /**
   * The kernel counts the memory of who a process was before its exec, and that was the JVM: a peak
   * not above the JVM's own says nothing. That one is asked for only when the last answer was less:
   * the kernel goes through all threads of the JVM for it.
   */
  private long peakRss(ByteBuffer bytes) {
    long peakKib = bytes.getLong(SIGINFO_BYTES + RU_MAXRSS);
    if (peakKib > ownPeakKib) {
      int own = SIGINFO_BYTES + RUSAGE_BYTES;
      Libc.getrusage(0, memory.address(own));
      ownPeakKib = bytes.getLong(own + RU_MAXRSS);
    }
    return peakKib > ownPeakKib ? peakKib * 1024 : -1;
  }

  private static Duration time(ByteBuffer bytes, int offset) {
    return Duration.ofSeconds(bytes.getLong(offset), bytes.getLong(offset + Long.BYTES) * 1000);
  }
}
