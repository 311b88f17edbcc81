package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.internal.AdoptedProcess;
import io.banyan.runtime.engine.internal.Errno;
import java.util.Optional;

/** Waits for the end of a process that is not our child: its pidfd becomes readable then, too. */
final class AdoptedExit {

  private final AdoptedProcess process;
  private final EventLoop loop;
  private final int pidfd;
  private volatile long token;

  private AdoptedExit(AdoptedProcess process, EventLoop loop, int pidfd) {
    this.process = process;
    this.loop = loop;
    this.pidfd = pidfd;
  }

  /**
   * Has the process told of its end, at once if it has ended.
   *
   * @return why that cannot be
   */
  static Optional<Errno> watch(AdoptedProcess process, EventLoop loop) {
    int pidfd = Libc.pidfdOpen(process.identity().pid());
    int errno = pidfd < 0 ? Libc.errno() : 0;
    if (pidfd < 0 && errno != Errno.ESRCH) {
      return Optional.of(Errno.of(errno));
    }
    // Looked at now that the pidfd fixes whom the number means.
    if (pidfd < 0 || !process.isAlive()) {
      Libc.close(pidfd);
      process.ended();
      return Optional.empty();
    }
    return new AdoptedExit(process, loop, pidfd).watch();
  }

  private Optional<Errno> watch() {
    token = loop.register(events -> end());
    if (loop.watchOnce(pidfd, token)) {
      return Optional.empty();
    }
    loop.remove(token);
    Libc.close(pidfd);
    return Optional.of(Errno.of(Errno.ENOSPC));
  }

  /** Called by the event thread. */
  private void end() {
    loop.remove(token);
    Libc.close(pidfd);
    process.ended();
  }
}
