package io.banyan.runtime.containment;

import io.banyan.runtime.engine.ProcessIdentity;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The table that Linux shows in {@code /proc}. A pass asks for the facts of every process of the
 * machine: one buffer serves all of them, and fields behind the last one asked for stay unread.
 */
final class ProcFs implements ProcessTable {

  private static final File PROC = new File("/proc");
  private static final int KERNEL_THREAD = 0x00200000; // PF_KTHREAD

  // Fields after the name, counted from 0.
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int FLAGS = 6;
  private static final int START_TIME = 19;

  private final byte[] buffer = new byte[4096];

  @Override
  public long[] pids() {
    String[] names = PROC.list((proc, name) -> Character.isDigit(name.charAt(0)));
    return names == null ? new long[0] : Arrays.stream(names).mapToLong(Long::parseLong).toArray();
  }

  @Override
  public Optional<Facts> facts(long pid) {
    try (FileInputStream stat = new FileInputStream("/proc/" + pid + "/stat")) {
      return parse(pid, buffer, stat.read(buffer));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<byte[]> environment(long pid) {
    try (FileInputStream environ = new FileInputStream("/proc/" + pid + "/environ")) {
      return Optional.of(environ.readAllBytes());
    } catch (IOException goneOrForbidden) {
      return Optional.empty();
    }
  }

  /** The name, in parentheses, may itself hold anything: the last parenthesis ends it. */
  static Optional<Facts> parse(long pid, byte[] stat, int length) {
    int end = length - 1;
    while (end >= 0 && stat[end] != ')') {
      end--;
    }
    if (end < 0 || end + 2 >= length) {
      return Optional.empty();
    }
    String[] fields =
        new String(stat, end + 2, length - end - 2, StandardCharsets.ISO_8859_1)
            .split(" ", START_TIME + 2);
    if (fields.length <= START_TIME) {
      return Optional.empty();
    }
    char state = fields[STATE].charAt(0);
    return Optional.of(
        new Facts(
            new ProcessIdentity(pid, Long.parseLong(fields[START_TIME])),
            Long.parseLong(fields[PARENT]),
            state != 'Z' && state != 'X',
            state == 'T' || state == 't',
            (Long.parseLong(fields[FLAGS]) & KERNEL_THREAD) != 0));
  }
}
