package io.banyan.runtime.proc;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

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
