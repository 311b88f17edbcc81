package io.banyan.runtime.limits;

/** What keeps a limit. */
public enum Mechanism {
  /** A control group of the unified hierarchy. */
  CGROUP_V2("cgroup-v2"),
  /** Control groups of single controllers. */
  CGROUP_V1("cgroup-v1"),
  /** Looking now and then, then a signal. */
  SAMPLING("sampling"),
  /** A resource limit of the process itself. */
  RLIMIT("rlimit"),
  /** A timer of the runtime. */
  TIMER("timer");

  private final String text;

  Mechanism(String text) {
    this.text = text;
  }

  /** As in configuration and output. */
  public String text() {
    return text;
  }
}
