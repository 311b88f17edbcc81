package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Processes as a look at the system would show them. */
final class Summaries {

  private Summaries() {}

  static ProcessSummary process(long pid, long parent, String name) {
    return process(new ProcessIdentity(pid, pid * 10), parent, pid, name, "sleeping");
  }

  static ProcessSummary process(
      ProcessIdentity identity, long parent, long group, String name, String state) {
    return new ProcessSummary(
        identity,
        parent,
        OptionalLong.of(group),
        name,
        state,
        List.of("/opt/bin/" + name, "-x"),
        OptionalLong.of(0),
        ProcessUsage.NONE,
        Optional.empty(),
        0);
  }
}
