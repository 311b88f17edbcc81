package io.banyan.cli.command;

import com.typesafe.config.ConfigFactory;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.inspect.ProcessInspector;
import io.banyan.runtime.inspect.ProcessInspectors;
import io.banyan.runtime.inspect.ProcessSearch;
import io.banyan.runtime.inspect.ProcessSummary;
import io.banyan.runtime.inspect.TreeKill;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kill-tree}: ends any process of the system with all its descendants. */
@Command(
    name = "kill-tree",
    description =
        "Sends TERM, or another signal, to a process of this system and all its descendants, children "
            + "first. Who does not end of TERM, INT or QUIT in time is killed. It needs no runtime.",
    footer = {"", "Example: banyan kill-tree 4116 --timeout 3s"})
public final class KillTreeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PID", description = "The root of the tree.")
  private long pid;

  @Option(
      names = {"-s", "--signal"},
      paramLabel = "SIGNAL",
      description = "A name (TERM, SIGTERM, RTMIN+1) or a number; also -TERM, -9 (default: TERM).")
  private String signal = "TERM";

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long they may take before KILL (default: BANYAN_DEFAULT_TIMEOUT or 10s).")
  private @Nullable String timeout;

  private final BanyanCommand banyan;

  public KillTreeCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    Signal meant =
        Signal.parse(signal)
            .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "no such signal: " + signal));
    Duration grace = Times.grace(timeout, banyan.console().env());
    ProcessInspector inspector = ProcessInspectors.inspector();
    ProcessSearch search = new ProcessSearch(inspector.all());
    ProcessSummary root =
        search
            .find(pid)
            .filter(ProcessSummary::alive)
            .orElseThrow(() -> new CommandFailure(ExitCode.NO_SUCH_PROCESS, "no process " + pid));
    refuseOurOwn(search);
    EngineSettings settings = EngineSettings.from(ConfigFactory.defaultReference());
    try (ProcessEngine engine = ProcessEngines.create(settings)) {
      TreeKill kill = new TreeKill(inspector, engine::signal, TreeKill.Waiting.ofSystem());
      return tell(kill.kill(root.identity(), meant, grace), meant);
    }
  }

  /** The tree that this very command is in would take it along before its work is done. */
  private void refuseOurOwn(ProcessSearch search) {
    Set<Long> own = search.ancestors(ProcessHandle.current().pid());
    if (pid <= 1 || own.contains(pid)) {
      throw new CommandFailure(
          ExitCode.FAILED, "process " + pid + " has this command itself below it");
    }
  }

  private int tell(TreeKill.Result result, Signal sent) {
    banyan.print("Sent %s to %s".formatted(sent.name(), processes(result.signalled())));
    if (!result.killed().isEmpty()) {
      banyan.print("Sent KILL to " + processes(result.killed()));
    }
    result
        .refusals()
        .forEach(
            (process, reason) ->
                banyan.console().complain("process " + process.pid() + ": " + reason));
    if (!result.left().isEmpty()) {
      banyan.console().complain(processes(result.left()) + " still there");
    }
    return result.left().isEmpty() && result.refusals().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static String processes(List<ProcessIdentity> processes) {
    String pids =
        processes.stream()
            .map(process -> Long.toString(process.pid()))
            .collect(Collectors.joining(", "));
    return switch (processes.size()) {
      case 0 -> "no process";
      case 1 -> "process " + pids;
      default -> processes.size() + " processes: " + pids;
    };
  }
}
