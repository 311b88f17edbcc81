package io.banyan.runtime.proc;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of {@code /proc}. Each call reads one of them, now. Safe from any thread; cheap to
 * make.
 *
 * <p>Paths are plain texts and streams are plain {@code java.io}: a sweep reads thousands of files
 * that are a few microseconds each, and NIO's objects would cost as much again.
 */
public final class ProcFs {

  /** 52 numbers of at most 20 digits, and a name of at most 64 bytes. */
  public static final int MOST_STAT_BYTES = 2048;

  private final String root;

  public ProcFs() {
    this("/proc");
  }

  /**
   * @param root of a tree of files like that of {@code /proc}
   */
  public ProcFs(String root) {
    this.root = root;
  }

  /** The ids of all processes now, in no order. */
  public long[] pids() {
    String[] names = new File(root).list((proc, name) -> Character.isDigit(name.charAt(0)));
    return names == null ? new long[0] : Arrays.stream(names).mapToLong(Long::parseLong).toArray();
  }

  /** Who the process is, and what it uses; a zombie still is one. */
  public Optional<ProcStat> stat(long pid) {
    try (FileInputStream file = new FileInputStream(path(pid, "stat"))) {
      byte[] stat = new byte[MOST_STAT_BYTES];
      return StatParser.parse(stat, file.read(stat)); // told in one piece
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /**
   * The same, to be asked again and again; the caller closes it. Empty when there is no such
   * process.
   *
   * @param buffer of at least {@link #MOST_STAT_BYTES}, for the use of one thread
   */
  public Optional<KeptStat> keep(long pid, byte[] buffer) {
    return KeptStat.open(path(pid, "stat"), buffer);
  }

  /**
   * The variables a program was started with, each followed by a zero byte. For a moment of an
   * {@code exec} it has none. Empty when it is gone or may not be looked at.
   */
  public Optional<byte[]> environment(long pid) {
    return bytes(path(pid, "environ"));
  }

  /** Program and arguments as it was started, or as it has put them since; none for a zombie. */
  public Optional<List<String>> commandLine(long pid) {
    return bytes(path(pid, "cmdline")).map(ProcFs::words);
  }

  /** Whose rights it has. */
  public Optional<ProcOwner> owner(long pid) {
    return bytes(path(pid, "status")).flatMap(status -> ProcOwner.parse(text(status)));
  }

  /** Its working directory; empty also when it is another user's. */
  public Optional<String> workingDirectory(long pid) {
    return link(path(pid, "cwd"));
  }

  /** The file of its program; followed by {@code (deleted)} when that has been replaced since. */
  public Optional<String> executable(long pid) {
    return link(path(pid, "exe"));
  }

  /**
   * What each of its open descriptors leads to, by number; empty also when it is another user's.
   * Those it opens or closes meanwhile may be missing.
   */
  public Optional<SortedMap<Integer, String>> descriptors(long pid) {
    String folder = path(pid, "fd");
    String[] names = new File(folder).list();
    if (names == null) {
      return Optional.empty();
    }
    SortedMap<Integer, String> targets = new TreeMap<>();
    for (String name : names) {
      link(folder + "/" + name).ifPresent(target -> targets.put(Integer.valueOf(name), target));
    }
    return Optional.of(targets);
  }

  /** What it may take of the system. */
  public Optional<List<ResourceLimit>> limits(long pid) {
    return bytes(path(pid, "limits")).map(table -> ResourceLimit.parse(text(table)));
  }

  /** The sockets of this network that wait for somebody. */
  public List<ListeningSocket> listeningSockets() {
    List<ListeningSocket> sockets = new ArrayList<>();
    for (ListeningSocket.Protocol protocol : ListeningSocket.Protocol.values()) {
      bytes(root + "/self/net/" + protocol.file())
          .ifPresent(table -> sockets.addAll(ListeningSocket.parse(protocol, text(table))));
    }
    return sockets;
  }

  /** Which boot this is; start times of one mean nothing in another. */
  public Optional<String> bootId() {
    return bytes(root + "/sys/kernel/random/boot_id").map(id -> text(id).strip());
  }

  /** When the machine was started, by its clock as it goes now. */
  public Optional<Instant> bootTime() {
    return bytes(root + "/stat")
        .flatMap(
            table ->
                text(table)
                    .lines()
                    .filter(line -> line.startsWith("btime "))
                    .findFirst()
                    .map(line -> Instant.ofEpochSecond(Long.parseLong(line.substring(6).strip()))));
  }

  /** Time since boot, in seconds. */
  public OptionalDouble uptimeSeconds() {
    Optional<String> line = bytes(root + "/uptime").map(ProcFs::text);
    return line.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(line.get().split(" ", 2)[0]));
  }

  /** The units of the numbers in these files. */
  public SystemUnits units() {
    return bytes(root + "/self/auxv").map(SystemUnits::parse).orElse(SystemUnits.COMMON);
  }

  String path(long pid, String file) {
    return root + "/" + pid + "/" + file;
  }

  private static List<String> words(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // Each word ends with a zero byte, unless the process has written over them.
    String trimmed = text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("\0", -1));
  }

  private static Optional<String> link(String path) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of(path)).toString());
    } catch (IOException | InvalidPathException goneOrForbidden) {
      return Optional.empty();
    }
  }

  static Optional<byte[]> bytes(String path) {
    try (FileInputStream file = new FileInputStream(path)) {
      return Optional.of(file.readAllBytes());
    } catch (IOException goneOrForbidden) {
      return Optional.empty();
    }
  }

  /** Latin 1 keeps every byte. */
  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
