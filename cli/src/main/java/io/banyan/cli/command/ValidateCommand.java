package io.banyan.cli.command;

import io.banyan.cli.console.Console;
import io.banyan.cli.console.ExitCode;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.Mistake;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code validate}: reads a declaration and starts nothing. */
@Command(
    name = "validate",
    description = "Tells whether a declaration is right, or everything that is wrong with it.",
    footer = {"", "Example: banyan validate shop.conf"})
public final class ValidateCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "The declaration (default: ./application.conf).")
  private @Nullable Path file;

  private final BanyanCommand banyan;

  public ValidateCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    Path declaration = file == null ? banyan.config().orElse(Declarations.DEFAULT) : file;
    LoadResult result = Declarations.load(declaration, banyan.console().env());
    if (result instanceof LoadResult.Invalid invalid) {
      tell(banyan.console(), invalid.mistakes());
      return ExitCode.USAGE;
    }
    SupervisorSpec root = ((LoadResult.Loaded) result).declaration().tree();
    banyan.print("OK: " + DeclaredCounts.of(root).text());
    return ExitCode.DONE;
  }

  /** Every mistake, in the order of the file. */
  static void tell(Console console, List<Mistake> mistakes) {
    mistakes.forEach(mistake -> console.err().println(mistake.text()));
    console.complain(counted(mistakes.size(), "mistake", "mistakes") + ", nothing was started");
  }

  static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
