package io.banyan.runtime.inspect;

import io.banyan.runtime.proc.ProcFs;

/** Chooses how this system's processes are looked at. */
public final class ProcessInspectors {

  private ProcessInspectors() {}

  /** A new sampler; the caller closes it. */
  public static ProcessSampler sampler() {
    return new ProcSampler(new ProcFs());
  }
}
