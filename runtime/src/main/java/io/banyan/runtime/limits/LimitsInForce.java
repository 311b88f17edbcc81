package io.banyan.runtime.limits;

import io.banyan.runtime.launch.LaunchOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The limits of one process, each with what keeps it, for people to read. */
public record LimitsInForce(List<Limit> limits) {

  private static final LimitsInForce NONE = new LimitsInForce(List.of());

  public LimitsInForce {
    limits = List.copyOf(limits);
  }

  /**
   * One limit.
   *
   * @param name as in configuration: {@code memory}
   * @param value with its unit: {@code 64 MiB}
   */
  public record Limit(String name, String value, Mechanism mechanism) {}

  public boolean isEmpty() {
    return limits.isEmpty();
  }

  static LimitsInForce of(Limits limits, LaunchOptions options, Keepers keepers) {
    if (limits.areNone() && options.openFiles().isEmpty() && options.processes().isEmpty()) {
      return NONE; // as of most, and somebody may wait for a successor
    }
    List<Limit> all = new ArrayList<>();
    limits
        .memoryBytes()
        .ifPresent(bytes -> all.add(new Limit("memory", size(bytes), keepers.memory())));
    limits
        .cpuPercent()
        .ifPresent(percent -> all.add(new Limit("cpu", percent + " %", keepers.cpu())));
    limits.timeout().ifPresent(time -> all.add(new Limit("timeout", time(time), Mechanism.TIMER)));
    options
        .openFiles()
        .ifPresent(most -> all.add(new Limit("open-files", most.toString(), Mechanism.RLIMIT)));
    options
        .processes()
        .ifPresent(most -> all.add(new Limit("processes", most.toString(), keepers.processes())));
    return new LimitsInForce(all);
  }

  /** Who keeps what. */
  record Keepers(Mechanism memory, Mechanism cpu, Mechanism processes) {}

  /** A size in the largest unit that leaves it whole: {@code 64 MiB}. */
  static String size(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    long value = bytes;
    while (unit < units.length - 1 && value >= 1024 && value % 1024 == 0) {
      value /= 1024;
      unit++;
    }
    return value + " " + units[unit];
  }

  private static String time(Duration time) {
    return time.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
