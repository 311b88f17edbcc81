package io.banyan.runtime.inspect;

import io.banyan.runtime.proc.ProcFs;
import io.banyan.runtime.proc.ProcStat;

/** Chooses how this system's processes are looked at. */
public final class ProcessInspectors {

  private ProcessInspectors() {}

  /** For the processes of this system. */
  public static ProcessInspector inspector() {
    return ProcStat.available() ? new ProcInspector(new ProcFs()) : new HandleInspector();
  }

  /** A new sampler; the caller closes it. */
  public static ProcessSampler sampler() {
    return ProcStat.available() ? new ProcSampler(new ProcFs()) : new HandleSampler();
  }
}
