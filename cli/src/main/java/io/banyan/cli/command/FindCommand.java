package io.banyan.cli.command;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.SystemTable;
import io.banyan.control.document.InspectionDocument;
import io.banyan.control.json.Json;
import io.banyan.runtime.inspect.PortUse;
import io.banyan.runtime.inspect.ProcessInspector;
import io.banyan.runtime.inspect.ProcessInspectors;
import io.banyan.runtime.inspect.ProcessSearch;
import io.banyan.runtime.inspect.ProcessSummary;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code find}: processes of the system, managed or not. */
@Command(
    name = "find",
    description = "Finds processes of this system, managed or not. It needs no runtime.",
    footer = {"", "Example: banyan find --port 8080"})
public final class FindCommand implements Callable<Integer> {

  @ArgGroup(multiplicity = "1")
  private By by = new By();

  @Option(names = "--first", description = "Only the one that has been running longest.")
  private boolean first;

  @Option(
      names = {"-q", "--quiet"},
      description = "Only the pids, one a line.")
  private boolean quiet;

  @Option(names = "--json", description = "One JSON array.")
  private boolean json;

  private final BanyanCommand banyan;
  private final ProcessInspector inspector = ProcessInspectors.inspector();

  /** What is looked for: exactly one. */
  private static final class By {
    @Option(
        names = "--name",
        paramLabel = "NAME",
        description = "By the name of its program; * stands for anything.")
    private @Nullable String name;

    @Option(
        names = "--port",
        paramLabel = "PORT",
        description = "Who listens on this TCP port, or has this UDP port.")
    private int port;

    @Option(names = "--pid", paramLabel = "PID", description = "By its pid.")
    private long pid;
  }

  public FindCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    List<ProcessSummary> found = found();
    if (found.isEmpty()) {
      throw new CommandFailure(ExitCode.NO_SUCH_PROCESS, nobody());
    }
    List<ProcessSummary> shown = first ? found.subList(0, 1) : found;
    if (json) {
      banyan.print(Json.writeIndented(shown.stream().map(InspectionDocument::row).toList()));
    } else if (quiet) {
      shown.forEach(process -> banyan.print(Long.toString(process.pid())));
    } else {
      SystemTable.of(shown).forEach(banyan::print);
    }
    return ExitCode.DONE;
  }

  private List<ProcessSummary> found() {
    String name = by.name;
    if (name != null) {
      long self = ProcessHandle.current().pid();
      return new ProcessSearch(inspector.all())
          .byName(name).stream().filter(process -> process.pid() != self).toList();
    }
    return by.pid > 0
        ? inspector.find(by.pid).filter(ProcessSummary::alive).stream().toList()
        : listening();
  }

  private List<ProcessSummary> listening() {
    return inspector.listeningOn(by.port).stream()
        .flatMap(use -> use.processes().stream())
        .distinct()
        .flatMap(process -> inspector.find(process.pid()).stream())
        .toList();
  }

  /** Also a port that is taken, but by somebody we may not look at. */
  private String nobody() {
    if (by.name != null) {
      return "no process called " + by.name;
    }
    if (by.pid > 0) {
      return "no process " + by.pid;
    }
    List<PortUse> uses = inspector.listeningOn(by.port);
    Optional<String> users =
        uses.stream()
            .flatMap(use -> use.uid().stream().boxed())
            .distinct()
            .map(uid -> "user " + uid)
            .collect(
                Collectors.collectingAndThen(
                    Collectors.joining(", "),
                    text -> text.isEmpty() ? Optional.empty() : Optional.of(text)));
    return users
        .map(
            who ->
                "port %d is taken by a process of %s that may not be looked at; root may"
                    .formatted(by.port, who))
        .orElse("nobody listens on port " + by.port);
  }
}
