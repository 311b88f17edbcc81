package io.banyan.supervision.config;

import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.spec.ChildDefinition;
import java.nio.file.Path;

/** What only one process of a tree can have for itself. */
final class ProcessClaims {

  private final Claims<Path> logFiles = new Claims<>();
  private final Claims<Path> pidFiles = new Claims<>();
  private final Claims<StdinSource> stdin = new Claims<>();

  /** Tells what another child in the same tree has already. */
  void claim(ObjectReader child, ChildDefinition definition) {
    if (definition instanceof ChildDefinition.ProcessChild runs) {
      claimLogs(child, runs.process());
      claimStdin(child, runs.process());
      claimPidFile(child, runs.process());
    }
  }

  private void claimStdin(ObjectReader process, ProcessSpec spec) {
    if (spec.stdin() == StdinSource.INHERIT) {
      stdin
          .claim(spec.stdin(), process.location("stdin"))
          .ifPresent(
              first ->
                  process.mistake(
                      "stdin",
                      "only one child can read what the runtime is given: the one in "
                          + first
                          + " inherits it, too"));
    }
  }

  private void claimPidFile(ObjectReader process, ProcessSpec spec) {
    spec.pidFile()
        .flatMap(file -> pidFiles.claim(file, process.location("pid-file")))
        .ifPresent(
            first ->
                process.mistake(
                    "pid-file",
                    "the child in " + first + " has " + spec.pidFile().orElseThrow() + ", too"));
  }

  private void claimLogs(ObjectReader process, ProcessSpec spec) {
    for (Path file : ProcessReader.logFiles(spec)) {
      boolean stdout = spec.output().stdout().log().filter(file::equals).isPresent();
      ObjectReader stream = process.object(stdout ? "stdout" : "stderr");
      logFiles
          .claim(file, stream.location("log"))
          .ifPresent(
              first ->
                  stream.mistake("log", "the child in " + first + " logs to " + file + ", too"));
    }
  }
}
