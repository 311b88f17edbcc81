package io.banyan.pool.worker;

import io.banyan.runtime.engine.Adoptee;
import io.banyan.runtime.engine.EngineCapabilities;
import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;

/** For a tree of actors alone. */
final class NoProcesses implements ProcessEngine {

  @Override
  public EngineCapabilities capabilities() {
    return new EngineCapabilities("none", false, false, false, false);
  }

  @Override
  public LaunchResult launch(LaunchSpec spec, ExitListener onExit) {
    throw new UnsupportedOperationException("this tree has no processes");
  }

  @Override
  public LaunchResult adopt(Adoptee adoptee, ExitListener onExit) {
    throw new UnsupportedOperationException("this tree has no processes");
  }

  @Override
  public SignalOutcome signal(ProcessIdentity process, Signal signal) {
    return new SignalOutcome.NobodyThere();
  }

  @Override
  public void close() {}
}
