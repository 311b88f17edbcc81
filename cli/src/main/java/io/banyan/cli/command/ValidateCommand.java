package io.banyan.cli.command;

import io.banyan.cli.console.Console;
import io.banyan.cli.console.ExitCode;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.Mistake;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
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
    banyan.print(
        "OK: "
            + counted(processes(root), "process", "processes")
            + ", "
            + counted(supervisors(root), "supervisor", "supervisors")
            + (templates(root) == 0
                ? ""
                : ", " + counted(templates(root), "template", "templates")));
    return ExitCode.DONE;
  }

  /** Every mistake, in the order of the file. */
  static void tell(Console console, List<Mistake> mistakes) {
    mistakes.forEach(mistake -> console.err().println(mistake.text()));
    console.complain(counted(mistakes.size(), "mistake", "mistakes") + ", nothing was started");
  }

  private static int processes(SupervisorSpec supervisor) {
    return supervisor.children().stream()
        .map(ChildSpec::definition)
        .mapToInt(
            child ->
                child instanceof ChildDefinition.SupervisorChild nested
                    ? processes(nested.supervisor())
                    : 1)
        .sum();
  }

  private static int supervisors(SupervisorSpec supervisor) {
    return 1
        + supervisor.children().stream()
            .map(ChildSpec::definition)
            .filter(ChildDefinition.SupervisorChild.class::isInstance)
            .mapToInt(child -> supervisors(((ChildDefinition.SupervisorChild) child).supervisor()))
            .sum();
  }

  private static int templates(SupervisorSpec supervisor) {
    return (supervisor.isDynamic() ? 1 : 0)
        + supervisor.children().stream()
            .map(ChildSpec::definition)
            .filter(ChildDefinition.SupervisorChild.class::isInstance)
            .mapToInt(child -> templates(((ChildDefinition.SupervisorChild) child).supervisor()))
            .sum();
  }

  static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
