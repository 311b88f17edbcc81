package io.banyan.cli.command;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: what a shell has to know to complete commands and options. */
@Command(
    name = CompletionCommand.NAME,
    description = "Prints what makes the shell complete commands and options.",
    footer = {
      "",
      "Example: source <(banyan completion)",
      "For good, put that line into ~/.bashrc or ~/.zshrc."
    })
public final class CompletionCommand implements Callable<Integer> {

  public static final String NAME = "completion";

  // The script looks by itself which of them it is in.
  private static final Set<String> SHELLS = Set.of("bash", "zsh");

  @Parameters(
      paramLabel = "SHELL",
      arity = "0..1",
      defaultValue = "bash",
      description = "bash (default) or zsh.")
  private String shell = "bash";

  @Spec private @Nullable CommandSpec spec;

  private final BanyanCommand banyan;

  public CompletionCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw new CommandFailure(ExitCode.USAGE, "there is none for " + shell + ", but bash and zsh");
    }
    if (spec == null) {
      throw new IllegalStateException("run by hand");
    }
    banyan.print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    return ExitCode.DONE;
  }
}
