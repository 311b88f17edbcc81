package io.banyan.cli;

import io.banyan.cli.command.AddCommand;
import io.banyan.cli.command.BanyanCommand;
import io.banyan.cli.command.ChildrenCommand;
import io.banyan.cli.command.CleanupCommand;
import io.banyan.cli.command.CompareCommand;
import io.banyan.cli.command.CompletionCommand;
import io.banyan.cli.command.DoctorCommand;
import io.banyan.cli.command.DownCommand;
import io.banyan.cli.command.EventsCommand;
import io.banyan.cli.command.FindCommand;
import io.banyan.cli.command.GraphCommand;
import io.banyan.cli.command.GroupsCommand;
import io.banyan.cli.command.InfoCommand;
import io.banyan.cli.command.KillCommand;
import io.banyan.cli.command.KillTreeCommand;
import io.banyan.cli.command.LinkCommand;
import io.banyan.cli.command.LogsCommand;
import io.banyan.cli.command.PeriodicCommand;
import io.banyan.cli.command.PidCommand;
import io.banyan.cli.command.PoolCommand;
import io.banyan.cli.command.PsCommand;
import io.banyan.cli.command.QueueCommand;
import io.banyan.cli.command.ReloadCommand;
import io.banyan.cli.command.RemoveCommand;
import io.banyan.cli.command.ReportCommand;
import io.banyan.cli.command.RestartCommand;
import io.banyan.cli.command.RunCommand;
import io.banyan.cli.command.SignalCommand;
import io.banyan.cli.command.StartCommand;
import io.banyan.cli.command.StopCommand;
import io.banyan.cli.command.TopCommand;
import io.banyan.cli.command.TrackCommand;
import io.banyan.cli.command.TreeCommand;
import io.banyan.cli.command.UnlinkCommand;
import io.banyan.cli.command.UpCommand;
import io.banyan.cli.command.ValidateCommand;
import io.banyan.cli.command.VersionCommand;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.Console;
import io.banyan.cli.console.ExitCode;
import io.banyan.runtime.output.FileTrouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The {@code banyan} command. */
public final class Banyan {

  private static final Map<String, Function<BanyanCommand, Object>> COMMANDS =
      new LinkedHashMap<>();

  static {
    COMMANDS.put("up", UpCommand::new);
    COMMANDS.put("down", DownCommand::new);
    COMMANDS.put("run", RunCommand::new);
    COMMANDS.put("ps", PsCommand::new);
    COMMANDS.put("top", TopCommand::new);
    COMMANDS.put("tree", TreeCommand::new);
    COMMANDS.put("graph", GraphCommand::new);
    COMMANDS.put("info", InfoCommand::new);
    COMMANDS.put("start", StartCommand::new);
    COMMANDS.put("stop", StopCommand::new);
    COMMANDS.put("restart", RestartCommand::new);
    COMMANDS.put("kill", KillCommand::new);
    COMMANDS.put("signal", SignalCommand::new);
    COMMANDS.put("reload", ReloadCommand::new);
    COMMANDS.put("add", AddCommand::new);
    COMMANDS.put("remove", RemoveCommand::new);
    COMMANDS.put("link", LinkCommand::new);
    COMMANDS.put("unlink", UnlinkCommand::new);
    COMMANDS.put("groups", GroupsCommand::new);
    COMMANDS.put("pool", PoolCommand::new);
    COMMANDS.put("periodic", PeriodicCommand::new);
    COMMANDS.put("queue", QueueCommand::new);
    COMMANDS.put("logs", LogsCommand::new);
    COMMANDS.put("find", FindCommand::new);
    COMMANDS.put("children", ChildrenCommand::new);
    COMMANDS.put("kill-tree", KillTreeCommand::new);
    COMMANDS.put("pid", PidCommand::new);
    COMMANDS.put("cleanup", CleanupCommand::new);
    COMMANDS.put("doctor", DoctorCommand::new);
    COMMANDS.put("events", EventsCommand::new);
    COMMANDS.put("track", TrackCommand::new);
    COMMANDS.put("report", ReportCommand::new);
    COMMANDS.put("compare", CompareCommand::new);
    COMMANDS.put("validate", ValidateCommand::new);
    COMMANDS.put("completion", CompletionCommand::new);
    COMMANDS.put("version", VersionCommand::new);
  }

  private Banyan() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    Console console = Console.ofThisProcess();
    int exitCode = run(console, arguments);
    console.out().flush();
    console.err().flush();
    System.exit(exitCode);
  }

  /** Runs a command; the answer is one of {@link ExitCode}, or what {@code up -d} passes on. */
  public static int run(Console console, String... arguments) {
    BanyanCommand banyan = new BanyanCommand(console);
    CommandLine line = new CommandLine(banyan);
    Optional<Function<BanyanCommand, Object>> meant =
        Arguments.command(arguments)
            .filter(name -> !name.equals(CompletionCommand.NAME))
            .map(COMMANDS::get);
    // The option parser examines every command it is given: for one that is meant, that one is
    // enough, but for the one that is about all of them.
    if (meant.isPresent()) {
      line.addSubcommand(meant.get().apply(banyan));
    } else {
      COMMANDS.values().forEach(command -> line.addSubcommand(command.apply(banyan)));
    }
    // What follows the name of a program is that program's.
    Optional.ofNullable(line.getSubcommands().get("run"))
        .ifPresent(run -> run.setStopAtPositional(true));
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(console.style().colour() ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler((e, given) -> refuse(console, e));
    line.setExecutionExceptionHandler((e, command, parsed) -> explain(console, e));
    return line.execute(Arguments.prepare(arguments));
  }

  private static int refuse(Console console, CommandLine.ParameterException e) {
    console.complain(String.valueOf(e.getMessage()));
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    console.err().println("Try '" + command + " --help'.");
    return ExitCode.USAGE;
  }

  private static String words(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static int explain(Console console, Exception e) {
    console.out().flush();
    if (e instanceof CommandFailure failure) {
      console.complain(String.valueOf(failure.getMessage()));
      return failure.exitCode();
    }
    console.complain(e instanceof IOException io ? FileTrouble.words(io) : words(e));
    if (console.debug()) {
      e.printStackTrace(console.err());
    }
    return ExitCode.FAILED;
  }
}
