package io.banyan.runtime.diagnosis;

import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ProcessEngines;
import java.util.Map;
import java.util.Optional;

/** Which launch engine works. */
record EngineCheck(EngineSettings settings) implements Check {

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public Finding run() {
    Map<String, Optional<String>> obstacles = ProcessEngines.obstacles();
    if (!settings.kind().equals(EngineSettings.AUTO)) {
      return wanted(
          obstacles.getOrDefault(settings.kind(), Optional.of("there is no such engine")));
    }
    Optional<String> linux = obstacles.getOrDefault("linux", Optional.of("it is not there"));
    return linux.isEmpty()
        ? Finding.ok(name(), "linux: exact exits, signals that cannot hit a reused pid")
        : Finding.warning(
            name(),
            "portable, because linux does not work here: " + linux.get(),
            "exit 137 and a KILL look the same, and each process takes three threads.",
            "Run on Linux 5.4 or newer with glibc 2.34 or newer, on amd64 or aarch64.");
  }

  private Finding wanted(Optional<String> obstacle) {
    return obstacle
        .map(
            reason ->
                Finding.failed(
                    name(),
                    settings.kind() + " does not work here: " + reason,
                    "banyan up refuses to start.",
                    "Set banyan.engine.kind = auto."))
        .orElseGet(() -> Finding.ok(name(), settings.kind() + ", as declared"));
  }
}
