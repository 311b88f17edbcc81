package io.banyan.cli.command;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.SystemTable;
import io.banyan.cli.text.SystemTree;
import io.banyan.control.document.InspectionDocument;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.inspect.ProcessInspectors;
import io.banyan.runtime.inspect.ProcessSearch;
import io.banyan.runtime.inspect.ProcessSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code children}: the children of any process of the system, or all below it. */
@Command(
    name = "children",
    description = "Lists the children of a process of this system. It needs no runtime.",
    footer = {"", "Example: banyan children --tree 4116"})
public final class ChildrenCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PID", description = "Whose children.")
  private long pid;

  @Option(names = "--tree", description = "The process and all its descendants, drawn as a tree.")
  private boolean tree;

  @Option(
      names = {"-q", "--quiet"},
      description = "Only the pids, one a line; with --tree each before its parent.")
  private boolean quiet;

  @Option(names = "--json", description = "One JSON array; with --tree parents come first.")
  private boolean json;

  private final BanyanCommand banyan;

  public ChildrenCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    ProcessSearch search = new ProcessSearch(ProcessInspectors.inspector().all());
    ProcessSummary root =
        search
            .find(pid)
            .orElseThrow(() -> new CommandFailure(ExitCode.NO_SUCH_PROCESS, "no process " + pid));
    List<ProcessSummary> shown =
        tree ? search.childrenFirst(root.identity()) : search.children(pid);
    if (quiet) {
      shown.forEach(process -> banyan.print(Long.toString(process.pid())));
    } else if (json) {
      banyan.print(Json.writeIndented(rows(shown)));
    } else if (tree) {
      SystemTree.of(root, search).forEach(banyan::print);
    } else {
      SystemTable.of(shown).forEach(banyan::print);
    }
    return ExitCode.DONE;
  }

  private List<JsonObject> rows(List<ProcessSummary> shown) {
    List<ProcessSummary> rows = new ArrayList<>(shown);
    if (tree) {
      Collections.reverse(rows);
    }
    return rows.stream().map(InspectionDocument::row).toList();
  }
}
