package io.banyan.runtime.diagnosis;

import io.banyan.runtime.proc.ProcFs;

/** What may be read of processes. */
record ProcCheck(ProcFs proc, long self) implements Check {

  @Override
  public String name() {
    return "/proc";
  }

  @Override
  public Finding run() {
    if (proc.stat(self).isEmpty()) {
      return Finding.warning(
          name(),
          "there is no /proc that can be read",
          "What leaves its process group is not found, processes cannot be adopted, and less is "
              + "known of each.",
          "Mount procfs at /proc, on Linux.");
    }
    if (proc.environment(self).isEmpty() || proc.descriptors(self).isEmpty()) {
      return Finding.failed(
          name(),
          "our own environment and descriptors cannot be read",
          "What leaves its process group is not found, so it can outlive the runtime.",
          "Let the user of the runtime read /proc/PID/environ and fd of its own processes.");
    }
    if (proc.stat(1).isEmpty()) {
      return Finding.warning(
          name(),
          "only processes of our own user are seen (hidepid)",
          "find, children and kill-tree do not see those of others.",
          "Nothing has to be done for managed processes; mount /proc with hidepid=0 to see all.");
    }
    return Finding.ok(name(), proc.pids().length + " processes are seen");
  }
}
