package io.banyan.runtime.diagnosis;

import io.banyan.runtime.limits.LimitMeans;
import io.banyan.runtime.limits.LimitSettings;
import io.banyan.runtime.limits.Mechanism;
import java.util.Map;
import java.util.stream.Collectors;

/** What keeps limits of memory, processor and number of processes. */
record LimitsCheck(LimitSettings settings) implements Check {

  @Override
  public String name() {
    return "cgroup";
  }

  @Override
  public Finding run() {
    Map<String, Mechanism> means;
    try {
      means = LimitMeans.find(settings);
    } catch (IllegalStateException impossible) {
      return Finding.failed(
          name(),
          String.valueOf(impossible.getMessage()),
          "banyan up refuses to start.",
          "Set banyan.limits.mechanism = auto.");
    }
    String says =
        means.entrySet().stream()
            .map(entry -> entry.getKey() + " by " + entry.getValue().text())
            .collect(Collectors.joining(", "));
    boolean grouped =
        means.values().stream()
            .allMatch(by -> by == Mechanism.CGROUP_V2 || by == Mechanism.CGROUP_V1);
    return grouped
        ? Finding.ok(name(), says)
        : Finding.warning(
            name(),
            says,
            "A process can exceed limits.memory until the next look, and limits.processes counts all "
                + "of its user.",
            "Run as a service with Delegate=yes, or: systemd-run --user --scope -p Delegate=yes "
                + "banyan up.");
  }
}
