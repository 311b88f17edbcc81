package io.banyan.runtime.diagnosis;

import com.typesafe.config.Config;
import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.guardian.GuardianSettings;
import io.banyan.runtime.limits.LimitSettings;
import io.banyan.runtime.proc.ProcFs;
import java.util.List;

/** The checks of this room, and how checks are run. */
public final class Diagnosis {

  private Diagnosis() {}

  /**
   * All about engine, limits and system.
   *
   * @param config complete, with this module's {@code reference.conf}
   */
  public static List<Check> ofSystem(Config config) {
    EngineSettings engine = EngineSettings.from(config);
    ProcFs proc = new ProcFs();
    return List.of(
        new JavaCheck(Runtime.version().feature(), System.getProperty("java.vendor", "")),
        new ProcCheck(proc, ProcessHandle.current().pid()),
        new EngineCheck(engine),
        new LaunchCheck(engine),
        new GuardianCheck(engine, GuardianSettings.from(config)),
        new LimitsCheck(LimitSettings.from(config)),
        new OwnLimitsCheck(proc, ProcessHandle.current().pid()),
        new ToolsCheck());
  }

  /** Runs one; whatever happens, there is a finding. */
  public static Finding run(Check check) {
    try {
      return check.run();
    } catch (Exception unexpected) {
      if (unexpected instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return Finding.failed(
          check.name(), String.valueOf(unexpected.getMessage()), "It could not be tried.", "");
    }
  }
}
