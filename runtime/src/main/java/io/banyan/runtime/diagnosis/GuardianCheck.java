package io.banyan.runtime.diagnosis;

import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.guardian.GuardianSettings;
import io.banyan.runtime.guardian.GuardianTrial;
import java.time.Duration;

/** Whether processes end with the runtime, however that dies. */
record GuardianCheck(EngineSettings engine, GuardianSettings settings) implements Check {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String OUTLIVE = "Processes outlive a runtime that is killed.";

  @Override
  public String name() {
    return "guardian";
  }

  @Override
  public Finding run() throws Exception {
    if (!settings.enabled()) {
      return Finding.warning(
          name(), "it is turned off", OUTLIVE, "Set banyan.guardian.enabled = true.");
    }
    try (ProcessEngine launches = ProcessEngines.create(engine)) {
      return GuardianTrial.works(launches, LIMIT)
          ? Finding.ok(name(), "it ended a process whose runtime seemed to have died")
          : Finding.failed(
              name(),
              "it did not end a process whose runtime seemed to have died",
              OUTLIVE,
              "See that /bin/sh works and that the folder for temporary files can be written.");
    }
  }
}
