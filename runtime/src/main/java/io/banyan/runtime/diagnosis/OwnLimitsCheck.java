package io.banyan.runtime.diagnosis;

import io.banyan.runtime.proc.ProcFs;
import io.banyan.runtime.proc.ResourceLimit;
import java.util.List;
import java.util.OptionalLong;

/** What the runtime itself may take of the system. */
record OwnLimitsCheck(ProcFs proc, long self) implements Check {

  /** Two ends of output and a pidfd, and one more while it is watched. */
  private static final long DESCRIPTORS_EACH = 4;

  private static final long FEW_FILES = 4096;
  private static final long FEW_PROCESSES = 1024;

  @Override
  public String name() {
    return "limits";
  }

  @Override
  public Finding run() {
    List<ResourceLimit> limits = proc.limits(self).orElse(List.of());
    if (limits.isEmpty()) {
      return Finding.ok(name(), "this system does not tell");
    }
    OptionalLong files = soft(limits, "open-files");
    OptionalLong processes = soft(limits, "processes");
    String says =
        "open files %s, processes and threads of the user %s"
            .formatted(text(files), text(processes));
    if (files.isPresent() && files.getAsLong() < FEW_FILES) {
      return Finding.warning(
          name(),
          says,
          "About %d processes fit, as each takes up to %d descriptors."
              .formatted(files.getAsLong() / DESCRIPTORS_EACH, DESCRIPTORS_EACH),
          "Raise it: ulimit -n, LimitNOFILE= of a service, or /etc/security/limits.conf.");
    }
    if (processes.isPresent() && processes.getAsLong() < FEW_PROCESSES) {
      return Finding.warning(
          name(),
          says,
          "Launches fail with EAGAIN when the user has that many, threads included.",
          "Raise it: ulimit -u, LimitNPROC= of a service, or /etc/security/limits.conf.");
    }
    return Finding.ok(name(), says);
  }

  private static OptionalLong soft(List<ResourceLimit> limits, String name) {
    return limits.stream()
        .filter(limit -> limit.name().equals(name))
        .map(ResourceLimit::soft)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  private static String text(OptionalLong limit) {
    return limit.isPresent() ? Long.toString(limit.getAsLong()) : "unlimited";
  }
}
