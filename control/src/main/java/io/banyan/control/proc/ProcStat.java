package io.banyan.control.proc;

import java.util.Optional;

/**
 * One line of {@code /proc/PID/stat}, as far as it is used here.
 *
 * @param state one letter: {@code Z} is a zombie
 * @param cpuTicks CPU time it has used, user and system, in clock ticks
 * @param startTime when it started, in clock ticks since boot
 * @param rssPages resident memory in pages
 */
record ProcStat(long pid, char state, long cpuTicks, long startTime, long rssPages) {

  /** Reads the line; empty when it is not of that form. */
  static Optional<ProcStat> parse(String line) {
    // The command's name comes in parentheses and may itself contain spaces and parentheses.
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    if (open < 0 || close < open) {
      return Optional.empty();
    }
    // Field 3 (state) is the first of these.
    String[] fields = line.substring(close + 1).trim().split(" ");
    try {
      return Optional.of(
          new ProcStat(
              Long.parseLong(line.substring(0, open).trim()),
              fields[0].charAt(0),
              Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
              Long.parseLong(fields[19]),
              Long.parseLong(fields[21])));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
