package io.banyan.runtime.guardian;

import io.banyan.runtime.containment.OnRuntimeDeath;
import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.engine.Adoptee;
import io.banyan.runtime.engine.EngineCapabilities;
import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.ProcessInput;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalScope;

/** An engine whose processes do not outlive the JVM, unless they are declared to. */
public final class GuardedEngine implements ProcessEngine {

  private final ProcessEngine engine;
  private final Guardian guardian;

  private GuardedEngine(ProcessEngine engine, Guardian guardian) {
    this.engine = engine;
    this.guardian = guardian;
  }

  /**
   * Puts a guardian beside an engine, if the settings want one.
   *
   * @param cookie what the processes of the engine carry in their environment
   */
  public static ProcessEngine guard(
      ProcessEngine engine, RuntimeCookie cookie, GuardianSettings settings) {
    return settings.enabled()
        ? new GuardedEngine(engine, Guardian.start(cookie, settings.grace()))
        : engine;
  }

  @Override
  public EngineCapabilities capabilities() {
    return engine.capabilities();
  }

  @Override
  public LaunchResult launch(LaunchSpec spec, ExitListener onExit) {
    LaunchResult result = engine.launch(spec, onExit);
    if (!outlives(spec) && result instanceof LaunchResult.Launched launched) {
      // Killed before this line, the JVM leaves a process that only its cookie betrays.
      guardian.watch(launched.process().identity());
      return new LaunchResult.Launched(new GuardedProcess(launched.process()));
    }
    return result;
  }

  /** What is adopted is not guarded: it may be adopted again. */
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
    guardian.close();
  }

  private static boolean outlives(LaunchSpec spec) {
    return OnRuntimeDeath.ADOPT.text().equals(spec.environment().get(OnRuntimeDeath.VARIABLE));
  }

  private final class GuardedProcess implements OsProcess {
    private final OsProcess process;

    GuardedProcess(OsProcess process) {
      this.process = process;
    }

    @Override
    public ProcessIdentity identity() {
      return process.identity();
    }

    @Override
    public SignalOutcome signal(Signal signal, SignalScope scope) {
      return process.signal(signal, scope);
    }

    /** Asked after the end of the process: when there are none, the group is gone. */
    @Override
    public boolean hasSurvivors() {
      boolean survivors = process.hasSurvivors();
      if (!survivors) {
        guardian.release(identity());
      }
      return survivors;
    }

    @Override
    public ProcessInput stdin() {
      return process.stdin();
    }

    @Override
    public void resume(OutputStreamKind stream) {
      process.resume(stream);
    }

    @Override
    public void closeOutput() {
      process.closeOutput();
    }
  }
}
