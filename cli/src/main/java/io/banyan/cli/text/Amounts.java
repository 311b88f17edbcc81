package io.banyan.cli.text;

import java.util.Locale;

/** Amounts for people: the two largest units of a time, three digits of a size. */
public final class Amounts {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Amounts() {}

  /** {@code 5s}, {@code 3m 20s}, {@code 2h 5m}, {@code 12d 3h}. */
  public static String duration(long seconds) {
    if (seconds < MINUTE) {
      return seconds + "s";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + "m " + seconds % MINUTE + "s";
    }
    if (seconds < DAY) {
      return seconds / HOUR + "h " + seconds % HOUR / MINUTE + "m";
    }
    return seconds / DAY + "d " + seconds % DAY / HOUR + "h";
  }

  /** {@code 812B}, {@code 4.2MiB}. */
  public static String size(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double amount = bytes;
    int unit = 0;
    while (amount >= 1024 && unit < units.length - 1) {
      amount /= 1024;
      unit++;
    }
    return unit == 0 || amount >= 100
        ? Math.round(amount) + units[unit]
        : String.format(Locale.ROOT, "%.1f%s", amount, units[unit]);
  }
}
