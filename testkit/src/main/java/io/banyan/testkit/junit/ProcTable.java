package io.banyan.testkit.junit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The living processes of this machine, as Linux shows them in {@code /proc}. */
final class ProcTable {

  private static final Path PROC = Path.of("/proc");

  // Fields of stat after the name, counted from 0.
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int START_TIME = 19;

  private ProcTable() {}

  /** A process; its pid may be reused, its pid with its start time is not. */
  record Entry(long pid, long startTime, long parent) {

    /** The words with which it was started; its pid when it does not tell. */
    String command() {
      String words = text(pid, "cmdline").replace('\0', ' ').strip();
      return words.isEmpty() ? "pid " + pid : "pid %d: %s".formatted(pid, words);
    }

    boolean carries(String variable, String value) {
      return ("\0" + text(pid, "environ") + "\0").contains("\0" + variable + "=" + value + "\0");
    }

    /** Kills it, if it is still this one. */
    void kill() {
      if (find(pid).filter(now -> now.startTime() == startTime).isPresent()) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  static boolean isThere() {
    return Files.isReadable(PROC.resolve("self/stat"));
  }

  static Map<Long, Entry> all() {
    Map<Long, Entry> entries = new LinkedHashMap<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : folders) {
        long pid = Long.parseLong(folder.getFileName().toString());
        find(pid).ifPresent(entry -> entries.put(pid, entry));
      }
    } catch (IOException e) {
      throw new IllegalStateException("/proc cannot be listed", e);
    }
    return entries;
  }

  /** Who descends from this process, itself not included. */
  static Stream<Entry> descendants(Map<Long, Entry> all, long ancestor) {
    Set<Long> family = new HashSet<>(Set.of(ancestor));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Entry entry : all.values()) {
        grows |= family.contains(entry.parent()) && family.add(entry.pid());
      }
    }
    return all.values().stream()
        .filter(entry -> family.contains(entry.pid()) && entry.pid() != ancestor);
  }

  /** Empty when there is none, or only its remains, which wait for a parent to take notice. */
  private static Optional<Entry> find(long pid) {
    String stat = text(pid, "stat");
    // The name in parentheses may contain anything, also parentheses and spaces.
    int name = stat.lastIndexOf(')');
    if (name < 0 || name + 2 > stat.length()) {
      return Optional.empty();
    }
    String[] fields = stat.substring(name + 2).split(" ", START_TIME + 2);
    if (fields.length <= START_TIME || fields[STATE].equals("Z") || fields[STATE].equals("X")) {
      return Optional.empty();
    }
    return Optional.of(
        new Entry(pid, Long.parseLong(fields[START_TIME]), Long.parseLong(fields[PARENT])));
  }

  private static String text(long pid, String file) {
    try {
      return Files.readString(
          PROC.resolve(Long.toString(pid)).resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException goneOrForbidden) {
      return "";
    }
  }
}
