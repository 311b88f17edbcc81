package io.banyan.cli.command;

import io.banyan.cli.client.RuntimePlaces;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.up.LeftBehind;
import io.banyan.runtime.limits.LeftCgroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cleanup}: what runtimes have left that were killed. */
@Command(
    name = "cleanup",
    description =
        "Removes what runtimes have left that were killed: pid files of processes that have ended, "
            + "control files, drafts, control groups, and processes that their guardian has not "
            + "ended. What runs, and what waits to be adopted, is left alone.",
    footer = {"", "Example: banyan cleanup --dry-run"})
public final class CleanupCommand implements Callable<Integer> {

  @Option(names = "--dry-run", description = "Only tells what would be removed.")
  private boolean dryRun;

  private final BanyanCommand banyan;

  public CleanupCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    List<String> removed = new ArrayList<>();
    boolean failed = false;
    for (Path folder : folders()) {
      try {
        removed.addAll(new LeftBehind(folder, banyan.console()).remove(dryRun));
      } catch (IOException e) {
        failed = true;
        banyan.console().complain(folder + ": " + e.getMessage());
      }
    }
    removed.addAll(cgroups());
    removed.forEach(what -> banyan.print((dryRun ? "would remove " : "removed ") + what));
    if (removed.isEmpty()) {
      banyan.print("nothing to clean up");
    }
    return failed ? ExitCode.FAILED : ExitCode.DONE;
  }

  private List<String> cgroups() {
    Set<Path> found = new LinkedHashSet<>(LeftCgroups.find());
    if (!dryRun && !found.isEmpty()) {
      LeftCgroups.remove();
      LeftCgroups.find().forEach(found::remove);
    }
    return found.stream().map(folder -> "control group " + folder).toList();
  }

  private Set<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>();
    Optional<Path> file =
        banyan.config().or(() -> Optional.of(Declarations.DEFAULT).filter(Files::isRegularFile));
    file.flatMap(path -> Declarations.runtimeDirectory(path, banyan.console().env()))
        .ifPresent(folders::add);
    folders.addAll(new RuntimePlaces(banyan.console().env()).directories());
    folders.removeIf(folder -> !Files.isDirectory(folder));
    return folders;
  }
}
