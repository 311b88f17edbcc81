package io.banyan.runtime.engine.portable;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalOutcome.Delivered;
import io.banyan.runtime.engine.SignalOutcome.NobodyThere;
import io.banyan.runtime.engine.SignalOutcome.Refused;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sends signals with the shell's {@code kill}: the JDK knows only TERM and KILL, and no groups. */
final class KillCommand {

  private KillCommand() {}

  /** Signals each target: a pid, or a group id with a minus before it. */
  static SignalOutcome send(Signal signal, List<String> targets) {
    // Numbers differ between systems, names do not; real-time signals have no common names.
    String name = signal.name().startsWith("RTMIN") ? "" + signal.number() : signal.name();
    return run(name, targets);
  }

  /** Whether there is anybody to signal. */
  static boolean exists(String target) {
    return run("0", List.of(target)) instanceof Delivered;
  }

  private static SignalOutcome run(String signal, List<String> targets) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", "kill -s \"$0\" -- \"$@\"", signal));
    command.addAll(targets);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(Redirect.from(new java.io.File("/dev/null")));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("LC_ALL", "C");
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return outcome(process.waitFor(), said.trim());
    } catch (IOException failed) {
      return new Refused("cannot run kill: " + failed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Refused("interrupted while running kill");
    }
  }

  private static SignalOutcome outcome(int code, String said) {
    if (code == 0) {
      return new Delivered();
    }
    return said.contains("No such process") ? new NobodyThere() : new Refused(said);
  }
}
