package io.banyan.runtime.limits;

import io.banyan.runtime.proc.ProcStat;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a runtime's folder of control groups: {@code banyan-PID-START-NAMESPACE-RANDOM}. It
 * tells the next runtime whether the one that made it still lives.
 */
record RuntimeFolder(long pid, long startTime, String namespace, String random) {

  /** After the name of a runtime's folder: where the runtime itself has moved to. */
  static final String SELF = "-self";

  private static final Pattern NAME =
      Pattern.compile("banyan-(\\d{1,18})-(\\d{1,18})-(\\d{1,18})-([0-9a-f]{8})(?:-self)?");

  /** A new name for this JVM; several runtimes may live in it. */
  static RuntimeFolder own() {
    long pid = ProcessHandle.current().pid();
    long start = ProcStat.of(pid).map(ProcStat::startTime).orElse(0L);
    return new RuntimeFolder(
        pid, start, ownNamespace(), UUID.randomUUID().toString().substring(0, 8));
  }

  static Optional<RuntimeFolder> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new RuntimeFolder(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3),
                matcher.group(4)))
        : Optional.empty();
  }

  String name() {
    return "banyan-%d-%d-%s-%s".formatted(pid, startTime, namespace, random);
  }

  /**
   * Whether its runtime is certainly gone. The pids of another namespace mean nothing here.
   *
   * @param startTimes of the process with a pid; empty when there is none
   */
  boolean isStale(String here, LongFunction<Optional<Long>> startTimes) {
    return namespace.equals(here)
        && startTimes.apply(pid).filter(start -> start == startTime).isEmpty();
  }

  /** Removes what dead runtimes have left below, except where processes of theirs still live. */
  static void sweep(Path base) {
    for (Path folder : stale(base)) {
      try {
        removeAll(folder);
      } catch (IOException gone) {
        // Another runtime was faster.
      }
    }
  }

  /** The folders of runtimes that are certainly gone; none where it cannot be read. */
  static List<Path> stale(Path base) {
    String here = ownNamespace();
    List<Path> stale = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, "banyan-*")) {
      for (Path folder : folders) {
        parse(folder.getFileName().toString())
            .filter(known -> known.isStale(here, pid -> ProcStat.of(pid).map(ProcStat::startTime)))
            .ifPresent(known -> stale.add(folder));
      }
    } catch (IOException unreadable) {
      // Then nothing can be made there either, which is told.
    }
    return stale;
  }

  private static void removeAll(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
      entries.forEach(Cgroup::remove);
    }
    Cgroup.remove(folder);
  }

  /** Its inode number: {@code pid:[4026531836]}. */
  private static String ownNamespace() {
    try {
      String link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return link.replaceAll("\\D", "");
    } catch (IOException unknown) {
      return "0";
    }
  }
}
