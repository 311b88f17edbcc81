package io.banyan.runtime.limits;

import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalScope;
import java.util.function.LongSupplier;

/** Carries out the duty cycle of one process group. Used by one thread. */
final class CpuWatch {

  private final OsProcess process;
  private final ProcessSampler sampler;
  private final LongSupplier nanoTime;
  private DutyCycle cycle;

  CpuWatch(OsProcess process, ProcessSampler sampler, int percent, LongSupplier nanoTime) {
    this.process = process;
    this.sampler = sampler;
    this.nanoTime = nanoTime;
    this.cycle = DutyCycle.start(percent, nanoTime.getAsLong());
  }

  /** Until the next look, in nanoseconds. */
  long interval() {
    return cycle.interval();
  }

  /** Looks, suspends or resumes, and tells when to look again. */
  long look() {
    // Only the group, for only the group can be suspended: others would keep it so for ever.
    long used = ProcessTable.cpuNanos(sampler.table().group(process.identity()));
    DutyCycle.Decision decision = cycle.look(nanoTime.getAsLong(), used);
    cycle = decision.next();
    switch (decision.step()) {
      case SUSPEND -> process.signal(Signal.STOP, SignalScope.GROUP);
      case RESUME -> process.signal(Signal.CONT, SignalScope.GROUP);
      case GO_ON -> {}
    }
    return cycle.interval();
  }
}
