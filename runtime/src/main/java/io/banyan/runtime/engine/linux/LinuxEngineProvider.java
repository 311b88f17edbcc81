package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.EngineProvider;
import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.internal.Errno;
import io.banyan.runtime.proc.ProcStat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Makes the engine of Linux, after a look at whether this Linux has what it takes. */
public final class LinuxEngineProvider implements EngineProvider {

  private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64");

  @Override
  public String kind() {
    return "linux";
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public Optional<String> obstacle() {
    return Probe.OBSTACLE;
  }

  @Override
  public ProcessEngine create(EngineSettings settings) {
    return new LinuxEngine(settings);
  }

  /** The system does not change while the JVM runs: it is looked at once. */
  private static final class Probe {

    static final Optional<String> OBSTACLE = obstacle();

    private static Optional<String> obstacle() {
      if (!System.getProperty("os.name").equals("Linux")) {
        return Optional.of("this is " + System.getProperty("os.name") + ", not Linux");
      }
      String architecture = System.getProperty("os.arch");
      if (!ARCHITECTURES.contains(architecture)) {
        return Optional.of("the architecture " + architecture + " is not one of " + ARCHITECTURES);
      }
      if (!ProcStat.available()) {
        return Optional.of("/proc is not readable");
      }
      try {
        return pidfds();
      } catch (LinkageError missing) {
        return Optional.of("JNA, or a function of glibc 2.34, is missing: " + missing.getMessage());
      }
    }

    private static Optional<String> pidfds() {
      acceptChildren();
      int own = Libc.pidfdOpen(ProcessHandle.current().pid());
      if (own < 0) {
        return Optional.of("pidfd_open: " + Errno.of(Libc.errno()).meaning());
      }
      try (Reaper reaper = new Reaper()) {
        if (!reaper.works(own)) {
          return Optional.of("this kernel cannot wait on a pidfd; it takes Linux 5.4");
        }
        return Libc.pidfdSendSignal(own, 0) == 0
            ? Optional.empty()
            : Optional.of("pidfd_send_signal: " + Errno.of(Libc.errno()).meaning());
      } finally {
        Libc.close(own);
      }
    }

    /**
     * A JVM started with SIGCHLD ignored would never learn an exit: the kernel throws them away.
     * The JDK does the same at its own first process.
     */
    private static void acceptChildren() {
      int child = 17;
      if (ignored().map(mask -> (mask >> (child - 1) & 1) == 1).orElse(false)) {
        Libc.signal(child, 0);
      }
    }

    private static Optional<Long> ignored() {
      try {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
            .findFirst();
      } catch (java.io.IOException unreadable) {
        return Optional.empty();
      }
    }
  }
}
