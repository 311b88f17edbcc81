package io.banyan.cli.up;

import io.banyan.cli.console.Console;
import io.banyan.control.endpoint.ControlFile;
import io.banyan.control.endpoint.InstanceLock;
import io.banyan.runtime.containment.Predecessor;
import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.pidfile.PidFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is left in one runtime directory of what is not running any more. While a runtime uses it,
 * only pid files whose process has ended are.
 */
public final class LeftBehind {

  /** Unfinished control and pid files. */
  private static final List<String> DRAFTS = List.of("control-*.tmp", ".pid-*.tmp");

  private static final Duration GUARDIAN_GRACE = Duration.ofSeconds(5);

  private final Path folder;
  private final Console console;

  /**
   * @param folder one that is there
   * @param console told while it takes a while
   */
  public LeftBehind(Path folder, Console console) {
    this.folder = folder;
    this.console = console;
  }

  /**
   * Removes it; the answer is what that was, for people.
   *
   * @param dryRun only tells
   */
  public List<String> remove(boolean dryRun) throws IOException {
    List<String> found = new ArrayList<>(pidFiles(dryRun));
    boolean used = Files.exists(folder.resolve(InstanceLock.NAME));
    if (used && InstanceLock.tryAcquire(folder) instanceof InstanceLock.Attempt.Acquired ours) {
      try (InstanceLock lock = ours.lock()) {
        found.addAll(ofRuntime(dryRun));
      }
    }
    return found;
  }

  private List<String> pidFiles(boolean dryRun) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path path : files("*.pid")) {
      PidFile file = new PidFile(path);
      PidFile.State state = dryRun ? file.state() : file.check();
      if (state instanceof PidFile.State.Stale stale) {
        found.add("pid file %s (process %d has ended)".formatted(path, stale.process().pid()));
      }
    }
    return found;
  }

  /** It is locked by us: no runtime uses it. */
  private List<String> ofRuntime(boolean dryRun) throws IOException {
    List<String> found = new ArrayList<>(orphans(dryRun));
    List<Path> files = new ArrayList<>();
    if (Files.exists(folder.resolve(ControlFile.NAME))) {
      files.add(folder.resolve(ControlFile.NAME));
    }
    for (String draft : DRAFTS) {
      files.addAll(files(draft));
    }
    for (Path file : files) {
      if (!dryRun) {
        Files.deleteIfExists(file);
      }
      found.add("file " + file);
    }
    return found;
  }

  private List<String> orphans(boolean dryRun) throws IOException {
    Optional<RuntimeCookie> cookie = new LastRuntime(folder).cookie();
    if (cookie.isEmpty()) {
      return List.of();
    }
    List<Long> living = new Predecessor(Set.of(cookie.get())).living();
    if (!dryRun) {
      // Its guardian, if that still lives, is giving them time to end.
      new LastRuntime(folder).awaitEnd(GUARDIAN_GRACE, console);
    }
    return living.stream()
        .map(pid -> "process %d of a runtime that is dead".formatted(pid))
        .toList();
  }

  private List<Path> files(String pattern) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
      entries.forEach(files::add);
    }
    return files;
  }
}
