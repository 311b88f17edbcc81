package io.banyan.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the kernel says, independently of the code under measurement. */
final class ProcFiles {

  private static final Path PROC = Path.of("/proc");

  private ProcFiles() {}

  /** A field of {@code /proc/self/status}: a number, of KiB where it is memory. */
  static long ownStatus(String field) throws IOException {
    for (String line : Files.readAllLines(PROC.resolve("self/status"))) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no " + field + " in /proc/self/status");
  }

  /** Living processes, zombies left out, that carry this line in their environment. */
  static List<Integer> carriers(String variable) {
    String[] names = PROC.toFile().list((proc, name) -> Character.isDigit(name.charAt(0)));
    List<Integer> found = new ArrayList<>();
    for (String name : names == null ? new String[0] : names) {
      if (read(name, "environ").contains("\0" + variable + "\0") && isAlive(name)) {
        found.add(Integer.valueOf(name));
      }
    }
    return found;
  }

  static String commandLine(int pid) {
    return read(Integer.toString(pid), "cmdline").replace('\0', ' ').trim();
  }

  private static boolean isAlive(String pid) {
    String stat = read(pid, "stat");
    int close = stat.lastIndexOf(')');
    return close > 0 && "ZX".indexOf(stat.charAt(close + 2)) < 0;
  }

  /** Between two NULs; empty when there is no such process any more. */
  private static String read(String pid, String file) {
    try {
      byte[] bytes = Files.readAllBytes(PROC.resolve(pid).resolve(file));
      return "\0" + new String(bytes, StandardCharsets.ISO_8859_1) + "\0";
    } catch (IOException gone) {
      return "";
    }
  }
}
