package io.banyan.cli.command;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.FindingLines;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.diagnosis.Check;
import io.banyan.runtime.diagnosis.Diagnosis;
import io.banyan.runtime.diagnosis.Finding;
import io.banyan.runtime.diagnosis.FolderCheck;
import io.banyan.supervision.config.Directories;
import io.banyan.supervision.config.LoadResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor}: a self-test. */
@Command(
    name = "doctor",
    description =
        "Tries whether this system has all that a runtime needs, and tells what each missing part "
            + "means and how to mend it. With a declaration (--config, ./application.conf) its settings "
            + "and folders are tried. It needs no runtime and disturbs none.",
    footer = {"", "Exit codes: 0 nothing failed, 1 something did", "", "Example: banyan doctor"})
public final class DoctorCommand implements Callable<Integer> {

  @Option(names = "--json", description = "One JSON array.")
  private boolean json;

  private final BanyanCommand banyan;

  public DoctorCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>();
    Config config = ConfigFactory.defaultReference();
    List<Check> checks = new ArrayList<>();
    Optional<Path> file =
        banyan.config().or(() -> Optional.of(Declarations.DEFAULT).filter(Files::isRegularFile));
    if (file.isPresent()) {
      LoadResult result = Declarations.load(file.get(), banyan.console().env());
      findings.add(declaration(file.get(), result));
      if (result instanceof LoadResult.Loaded loaded) {
        config = loaded.declaration().resolved();
        checks.addAll(folders(loaded.declaration().directories()));
        checks.add(new JournalCheck(loaded.declaration()));
      }
    }
    checks.addAll(0, Diagnosis.ofSystem(config));
    findings.forEach(this::tell);
    checks.stream().map(Diagnosis::run).peek(this::tell).forEach(findings::add);
    if (json) {
      banyan.print(Json.writeIndented(findings.stream().map(DoctorCommand::document).toList()));
    } else {
      banyan.print(FindingLines.summary(findings));
    }
    return findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.FAILED)
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }

  private static Finding declaration(Path file, LoadResult result) {
    String name = "declaration";
    return result instanceof LoadResult.Invalid invalid
        ? Finding.failed(
            name,
            "%s has %d mistakes".formatted(file, invalid.mistakes().size()),
            "banyan up refuses it; its folders and settings were not tried.",
            "banyan validate " + file + " tells them.")
        : Finding.ok(name, file + " is valid");
  }

  private static List<Check> folders(Directories directories) {
    return List.of(
        new FolderCheck(
            "state folder",
            directories.state(),
            "Nothing that outlives the runtime can be kept, and banyan up may refuse to start."),
        new FolderCheck("log folder", directories.log(), "What processes write is lost."),
        new RuntimeFolderCheck(directories.runtime()));
  }

  /** At once: some checks take a moment. */
  private void tell(Finding finding) {
    if (!json) {
      FindingLines.of(finding, banyan.console().style()).forEach(banyan::print);
      banyan.console().out().flush();
    }
  }

  private static JsonObject document(Finding finding) {
    return new JsonObject()
        .put("check", finding.check())
        .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
        .put("says", finding.says())
        .put("means", finding.means().isEmpty() ? null : finding.means())
        .put("mend", finding.mend().isEmpty() ? null : finding.mend());
  }
}
