package io.banyan.runtime.engine.internal;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The fields of {@code /proc/PID/stat} that tell who a process is.
 *
 * @param state one letter: {@code Z} is a zombie, {@code X} is dead
 * @param startTime clock ticks since boot
 */
public record ProcStat(
    long pid, char state, long parent, long group, long session, long startTime) {

  // 52 numbers of at most 20 digits, and a name.
  private static final int MOST_BYTES = 2048;

  /** What the process with this pid is now; empty when there is none, or no {@code /proc}. */
  public static Optional<ProcStat> of(long pid) {
    try (FileInputStream file = new FileInputStream("/proc/" + pid + "/stat")) {
      byte[] stat = new byte[MOST_BYTES];
      int length = Math.max(0, file.read(stat)); // told in one piece
      return parse(new String(stat, 0, length, StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Whether this system tells about processes in this way. */
  public static boolean available() {
    return of(ProcessHandle.current().pid()).isPresent();
  }

  public boolean alive() {
    return state != 'Z' && state != 'X';
  }

  /** The name, in parentheses, may itself hold spaces and parentheses: the last one ends it. */
  static Optional<ProcStat> parse(String stat) {
    int open = stat.indexOf('(');
    int close = stat.lastIndexOf(')');
    if (open < 1 || close < open) {
      return Optional.empty();
    }
    String[] fields = stat.substring(close + 1).trim().split(" ", -1);
    if (fields.length < 20) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcStat(
            Long.parseLong(stat.substring(0, open).trim()),
            fields[0].charAt(0),
            Long.parseLong(fields[1]),
            Long.parseLong(fields[2]),
            Long.parseLong(fields[3]),
            Long.parseLong(fields[19])));
  }
}
