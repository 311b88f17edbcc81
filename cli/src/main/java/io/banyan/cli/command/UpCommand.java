package io.banyan.cli.command;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.up.BackgroundRuntime;
import io.banyan.cli.up.ForegroundRuntime;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.TreeDeclaration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code up}: runs a tree. */
@Command(
    name = "up",
    description =
        "Runs the tree of a declaration and shows what starts, crashes and restarts. Ctrl-C or TERM "
            + "stops it in reverse order; a second one kills what is left.",
    footer = {"", "Example: banyan up -d shop.conf"})
public final class UpCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "The declaration (default: ./application.conf).")
  private @Nullable Path file;

  @Option(
      names = {"-d", "--detach"},
      description = "Runs it in the background; returns when it is up.")
  private boolean detach;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description =
          "With -d: how long to wait until it is up, such as 30s (default: 2m)."
              + " What is not up by then is told, with exit code 1, and goes on.")
  private @Nullable Duration timeout;

  private final BanyanCommand banyan;

  public UpCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() throws Exception {
    if (timeout != null && !detach) {
      throw new CommandFailure(ExitCode.USAGE, "--timeout is for -d");
    }
    Duration patience = timeout == null ? PATIENCE : timeout;
    Path declaration = file == null ? banyan.config().orElse(Declarations.DEFAULT) : file;
    LoadResult result = Declarations.load(declaration, banyan.console().env());
    if (result instanceof LoadResult.Invalid invalid) {
      ValidateCommand.tell(banyan.console(), invalid.mistakes());
      return ExitCode.USAGE;
    }
    TreeDeclaration tree = ((LoadResult.Loaded) result).declaration();
    return detach
        ? new BackgroundRuntime(banyan.console(), tree, patience).start()
        : new ForegroundRuntime(
                banyan.console(),
                tree,
                () -> Declarations.load(declaration, banyan.console().env()))
            .run();
  }
}
