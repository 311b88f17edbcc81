package io.banyan.runtime.launch;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Who the runtime is and what the system allows it; what cannot be read counts as not allowed.
 *
 * @param uid effective user
 * @param gid effective group
 * @param capabilities effective ones, a bit for each
 * @param niceness its own
 * @param lowestNice what it may go down to without a capability
 * @param openFiles how many it may allow without a capability
 * @param openFilesEver how many not even root may exceed
 * @param processes how many it may allow without a capability
 */
record Privileges(
    long uid,
    long gid,
    long capabilities,
    int niceness,
    int lowestNice,
    long openFiles,
    long openFilesEver,
    long processes) {

  static final int SETGID = 6;
  static final int SETUID = 7;
  static final int SYS_NICE = 23;
  static final int SYS_RESOURCE = 24;

  private static final int ENOUGH = 16 * 1024;
  private static final Path SELF = Path.of("/proc/self");

  /** Those of this process now. */
  static Privileges current() {
    Map<String, String> status = table(text(SELF.resolve("status")), ":");
    Map<String, String> limits = limits(text(SELF.resolve("limits")));
    int niceness = niceness(text(SELF.resolve("stat")));
    // The limit of nice is told as 20 - nice, so that 0 means 20, which is less than none at all.
    long nice = number(limits.getOrDefault("Max nice priority", "0"));
    return new Privileges(
        effective(status.getOrDefault("Uid", "")),
        effective(status.getOrDefault("Gid", "")),
        Long.parseUnsignedLong(status.getOrDefault("CapEff", "0"), 16),
        niceness,
        (int) Math.max(LaunchOptions.LOWEST_NICE, Math.min(niceness, 20 - nice)),
        number(limits.getOrDefault("Max open files", "unlimited")),
        number(text(Path.of("/proc/sys/fs/nr_open")).strip()),
        number(limits.getOrDefault("Max processes", "unlimited")));
  }

  boolean can(int capability) {
    return (capabilities >> capability & 1) == 1;
  }

  /** The hard limit of each line: the name is all before the first run of two spaces. */
  static Map<String, String> limits(String text) {
    Map<String, String> limits = new HashMap<>();
    text.lines()
        .map(line -> line.split("\\s{2,}"))
        .filter(columns -> columns.length >= 3)
        .forEach(columns -> limits.put(columns[0], columns[2]));
    return limits;
  }

  private static Map<String, String> table(String text, String separator) {
    Map<String, String> table = new HashMap<>();
    text.lines()
        .map(line -> line.split(separator, 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> table.put(parts[0], parts[1].strip()));
    return table;
  }

  /** Of real, effective, saved and file system id. */
  private static long effective(String ids) {
    String[] each = ids.split("\\s+");
    return each.length > 1 ? Long.parseLong(each[1]) : -1;
  }

  private static int niceness(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
    return fields.length > 16 ? Integer.parseInt(fields[16]) : 0;
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
  }

  private static String text(Path file) {
    byte[] bytes = new byte[ENOUGH];
    // In one read: a value below /proc/sys has no second part, whatever was read of it so far.
    try (InputStream in = new FileInputStream(file.toFile())) {
      int length = Math.max(0, in.read(bytes));
      return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      return "";
    }
  }
}
