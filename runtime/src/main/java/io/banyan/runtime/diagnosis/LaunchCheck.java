package io.banyan.runtime.diagnosis;

import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalScope;
import io.banyan.runtime.engine.StdinSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Launches, signals and awaits processes. */
record LaunchCheck(EngineSettings settings) implements Check {

  private static final long LIMIT_SECONDS = 20;
  private static final int CODE = 3;

  @Override
  public String name() {
    return "launch";
  }

  @Override
  public Finding run() throws Exception {
    try (ProcessEngine engine = ProcessEngines.create(settings)) {
      ExitStatus code = exit(engine, "exit " + CODE, process -> {});
      if (!code.equals(new ExitStatus.Exited(CODE))) {
        return wrong("exit " + CODE + " was told as " + code);
      }
      ExitStatus killed =
          exit(
              engine, "exec sleep 1000", process -> process.signal(Signal.KILL, SignalScope.GROUP));
      boolean exact = killed instanceof ExitStatus.Signaled signaled && isKill(signaled);
      return exact || !engine.capabilities().exactExit()
          ? Finding.ok(name(), "a process was launched, one was killed, both ends were told")
          : wrong("KILL was told as " + killed);
    }
  }

  private static boolean isKill(ExitStatus.Signaled signaled) {
    return signaled.signal().equals(Signal.KILL);
  }

  private Finding wrong(String says) {
    return Finding.failed(
        name(),
        says,
        "Processes cannot be run, or their ends are not told as they are.",
        "See that /bin/sh works, and that nothing (seccomp, SELinux) forbids to launch and signal.");
  }

  private static ExitStatus exit(ProcessEngine engine, String script, Consumer<OsProcess> then)
      throws Exception {
    CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    LaunchSpec spec =
        new LaunchSpec(
            List.of("/bin/sh", "-c", script),
            Path.of("/"),
            Map.of("PATH", "/usr/bin:/bin"),
            StdinSource.NULL,
            OutputHandler.NONE,
            OutputHandler.NONE);
    LaunchResult result = engine.launch(spec, ended -> exit.complete(ended.status()));
    if (result instanceof LaunchResult.NotLaunched failed) {
      return failed.reason();
    }
    then.accept(((LaunchResult.Launched) result).process());
    return exit.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
