package io.banyan.runtime.containment;

import io.banyan.runtime.engine.Adoptee;
import io.banyan.runtime.engine.EngineCapabilities;
import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import java.util.HashMap;
import java.util.Map;

/**
 * An engine that gives every process the cookie of the runtime, and with which everything ends that
 * its processes left anywhere.
 */
public final class ContainedEngine implements ProcessEngine {

  private final ProcessEngine engine;
  private final RuntimeCookie cookie;
  private final Runnable lastSweep;

  /**
   * @param lastSweep run when the engine is closed and all process groups are gone
   */
  public ContainedEngine(ProcessEngine engine, RuntimeCookie cookie, Runnable lastSweep) {
    this.engine = engine;
    this.cookie = cookie;
    this.lastSweep = lastSweep;
  }

  @Override
  public EngineCapabilities capabilities() {
    return engine.capabilities();
  }

  @Override
  public LaunchResult launch(LaunchSpec spec, ExitListener onExit) {
    if (cookie.value().equals(spec.environment().get(RuntimeCookie.VARIABLE))) {
      return engine.launch(spec, onExit);
    }
    Map<String, String> environment = new HashMap<>(spec.environment());
    environment.put(RuntimeCookie.VARIABLE, cookie.value());
    return engine.launch(spec.with(environment), onExit);
  }

  @Override
  public LaunchResult adopt(Adoptee adoptee, ExitListener onExit) {
    return engine.adopt(adoptee, onExit);
  }

  @Override
  public SignalOutcome signal(ProcessIdentity process, Signal signal) {
    return engine.signal(process, signal);
  }

  @Override
  public void close() {
    engine.close();
    lastSweep.run();
  }
}
