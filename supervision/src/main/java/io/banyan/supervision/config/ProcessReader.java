package io.banyan.supervision.config;

import com.typesafe.config.ConfigValue;
import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessSpec;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads how a process is run, ended and logged. */
final class ProcessReader {

  /** Keys that only a process has. */
  static final List<String> KEYS =
      List.of(
          "command",
          "directory",
          "env",
          "env-file",
          "clear-env",
          "user",
          "group",
          "umask",
          "nice",
          "limits",
          "kind",
          "reload",
          "reload-timeout",
          "instances",
          "never-restart-exit-codes",
          "stop-signal",
          "success-exit-codes",
          "stdin",
          "escaped",
          "on-runtime-death",
          "on-shutdown",
          "on-shutdown-timeout",
          "stdout",
          "stderr",
          "patterns",
          "ready",
          "health",
          "alerts",
          "pid-file");

  private final Path folder;
  private final Path logs;
  private final Path pidFiles;

  /**
   * @param folder what relative directories are relative to
   * @param directories where log and pid files are
   */
  ProcessReader(Path folder, Directories directories) {
    this.folder = folder;
    this.logs = directories.log();
    this.pidFiles = directories.runtime();
  }

  /** What a process is for. */
  enum Kind {
    DAEMON,
    TASK;

    static Kind read(ObjectReader process) {
      return process.choice(
          "kind", List.of(values()), kind -> kind.name().toLowerCase(Locale.ROOT));
    }
  }

  ProcessSpec read(ObjectReader process, String id, ProcessCommand command) {
    PatternsReader.Read patterns = PatternsReader.read(process);
    return new ProcessSpec(
        command,
        process.path("directory", folder),
        EnvironmentReader.read(process, folder),
        process.read("stop-signal", ProcessReader::signal, Signal.TERM),
        ShutdownReader.read(process),
        Set.copyOf(process.integers("success-exit-codes", 0, 255)),
        OutputReader.read(process, patterns.told(), logs, id),
        LaunchOptionsReader.read(process),
        ProcessLimitsReader.read(process.object("limits")),
        process.choice(
            "stdin",
            List.of(StdinSource.values()),
            source -> source.name().toLowerCase(Locale.ROOT)),
        process.choice("escaped", List.of(Escaped.values()), Escaped::text),
        ProbesReader.read(process, patterns.ready()),
        OnRuntimeDeathReader.read(process),
        ReloadReader.read(process),
        PidFileReader.read(process, pidFiles, id),
        OnShutdownReader.read(process));
  }

  /** The files a process logs to; both streams may share one. */
  static Set<Path> logFiles(ProcessSpec process) {
    Set<Path> files = new LinkedHashSet<>();
    process.output().stdout().log().ifPresent(files::add);
    process.output().stderr().log().ifPresent(files::add);
    return files;
  }

  static Signal signal(ConfigValue value) throws WrongValue {
    return Conversions.plainText(value)
        .flatMap(Signal::parse)
        .orElseThrow(
            () -> Conversions.mustBe("a signal, by name (TERM, HUP, RTMIN+3) or number", value));
  }
}
