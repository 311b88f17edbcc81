package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.client.RuntimeFinder;
import io.banyan.cli.console.Console;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: the options that all have, and what they share. */
@Command(
    name = "banyan",
    description = "Runs a tree of processes, and shows and steers it.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example: banyan up -d && banyan ps",
      "",
      "Exit codes: 0 done, 1 failed, 2 usage or invalid file, 3 no such process, 4 no runtime"
    })
public final class BanyanCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The runtime of this declaration (default: ./application.conf).")
  private @Nullable Path config;

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "The runtime of this name.")
  private @Nullable String runtime;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Says this.")
  private boolean help;

  @Spec private @Nullable CommandSpec spec;

  private final Console console;

  public BanyanCommand(Console console) {
    this.console = console;
  }

  Console console() {
    return console;
  }

  /** The declaration that was asked for with {@code --config}. */
  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  /** A connection to the runtime that is meant. */
  ControlClient connect() {
    RuntimeFinder finder =
        new RuntimeFinder(
            console.env(),
            Path.of("").toAbsolutePath(),
            file -> Declarations.runtimeDirectory(file, console.env()));
    return new ControlClient(
        finder.find(Optional.ofNullable(runtime), config()), console::complain);
  }

  void print(String line) {
    console.out().println(line);
  }

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("run by hand");
    }
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
