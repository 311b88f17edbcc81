package io.banyan.cli.command;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.run.RunPlan;
import io.banyan.cli.run.SingleRun;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.limits.Limits;
import io.banyan.runtime.process.Environment;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}: one supervised command. */
@Command(
    name = "run",
    description = {
      "Runs one command with limits, passes signals and its exit code on, and leaves nothing",
      "of it running. Fit to be the first process of a container."
    },
    footer = {
      "",
      "Exit code: the command's own; 128 and the number of the signal that ended it;",
      "127 when there is no such command, 126 when it cannot be started.",
      "",
      "Example: banyan run --memory 512MiB --timeout 30s -- python3 job.py"
    })
public final class RunCommand implements Callable<Integer> {

  private static final int OCTAL = 8;

  @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "Program and arguments.")
  private List<String> command = List.of();

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description = "It is killed when it and its descendants take more, such as 64MiB.")
  private @Nullable Long memory;

  @Option(
      names = "--cpu",
      paramLabel = "PERCENT",
      description = "It is throttled to that much of one core; 200 is two cores.")
  private @Nullable Integer cpu;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "It is stopped after that time, such as 30s.")
  private @Nullable Duration timeout;

  @Option(names = "--open-files", paramLabel = "N", description = "Descriptors it may have.")
  private @Nullable Integer openFiles;

  @Option(names = "--processes", paramLabel = "N", description = "Processes and threads it may be.")
  private @Nullable Integer processes;

  @Option(names = "--user", paramLabel = "USER", description = "Whom it runs as; for root.")
  private @Nullable String user;

  @Option(names = "--group", paramLabel = "GROUP", description = "Its group; for root.")
  private @Nullable String group;

  @Option(names = "--nice", paramLabel = "N", description = "Its priority, -20 (first) to 19.")
  private @Nullable Integer nice;

  @Option(names = "--umask", paramLabel = "OCTAL", description = "Such as 027.")
  private @Nullable String umask;

  @Option(names = "--directory", paramLabel = "DIR", description = "Where it runs.")
  private @Nullable Path directory;

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME=VALUE",
      description = "A variable; may be repeated. NAME alone unsets it.")
  private List<String> variables = List.of();

  @Option(names = "--clear-env", description = "It gets only the variables of --env.")
  private boolean clear;

  @Option(
      names = "--stop-signal",
      paramLabel = "SIGNAL",
      description = "What it gets when this gets TERM (default: ${DEFAULT-VALUE}).",
      defaultValue = "TERM")
  private String stopSignal = "TERM";

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "How long it may take to end then, before it is killed (default: 10s).",
      defaultValue = "10s")
  private Duration grace = Duration.ofSeconds(10);

  @Option(
      names = "--restart",
      paramLabel = "WHEN",
      description = "never (default), on-failure or always.",
      defaultValue = "never")
  private String restart = "never";

  @Option(
      names = "--max-restarts",
      paramLabel = "N",
      description = "So often within --within, before it is given up (default: 3).",
      defaultValue = "3")
  private int maxRestarts = 3;

  @Option(
      names = "--within",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "See --max-restarts (default: 5s).",
      defaultValue = "5s")
  private Duration within = Duration.ofSeconds(5);

  private final BanyanCommand banyan;

  public RunCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return new SingleRun(banyan.console(), plan()).run();
  }

  private RunPlan plan() {
    try {
      return new RunPlan(
          command,
          directory(),
          new Environment(clear, changes()),
          options(),
          new Limits(
              Optional.ofNullable(memory), Optional.ofNullable(cpu), Optional.ofNullable(timeout)),
          new RunPlan.Ending(signal(), grace),
          new RunPlan.Restarts(restart(), new RestartLimit(maxRestarts, within)));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private LaunchOptions options() {
    return new LaunchOptions(
        Optional.ofNullable(user),
        Optional.ofNullable(group),
        Optional.ofNullable(umask).map(RunCommand::octal),
        Optional.ofNullable(nice),
        Optional.ofNullable(openFiles),
        Optional.ofNullable(processes));
  }

  private Path directory() {
    Path here = Path.of("").toAbsolutePath();
    if (directory == null) {
      return here;
    }
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException("--directory: no such directory: " + directory);
    }
    return here.resolve(directory).normalize();
  }

  private Map<String, Optional<String>> changes() {
    Map<String, Optional<String>> changes = new HashMap<>();
    for (String variable : variables) {
      int at = variable.indexOf('=');
      if (at == 0) {
        throw new IllegalArgumentException("--env wants NAME=VALUE, not " + variable);
      }
      changes.put(
          at < 0 ? variable : variable.substring(0, at),
          at < 0 ? Optional.empty() : Optional.of(variable.substring(at + 1)));
    }
    return changes;
  }

  private Signal signal() {
    return Signal.parse(stopSignal)
        .orElseThrow(() -> new IllegalArgumentException("no such signal: " + stopSignal));
  }

  private RestartType restart() {
    return switch (restart) {
      case "never" -> RestartType.TEMPORARY;
      case "on-failure" -> RestartType.TRANSIENT;
      case "always" -> RestartType.PERMANENT;
      default ->
          throw new IllegalArgumentException(
              "--restart is never, on-failure or always, not " + restart);
    };
  }

  private static int octal(String text) {
    try {
      return Integer.parseInt(text, OCTAL);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--umask is octal, such as 027, not " + text);
    }
  }
}
