package io.banyan.runtime.alert;

import io.banyan.runtime.usage.Usage;
import java.util.Locale;

/** What an alert looks at. */
public enum AlertMetric {
  /** Percent of one core. */
  CPU {
    @Override
    public double of(Usage usage, AlertScope scope) {
      return scope == AlertScope.TREE ? usage.treeCpuPercent() : usage.cpuPercent();
    }

    @Override
    public String amount(double value) {
      return number(value) + "%";
    }
  },

  /** Bytes of resident memory. */
  MEMORY {
    @Override
    public double of(Usage usage, AlertScope scope) {
      return scope == AlertScope.TREE ? usage.treeRssBytes() : usage.rssBytes();
    }

    @Override
    public String amount(double value) {
      double rest = value;
      int unit = 0;
      while (rest >= 1024 && unit < UNITS.length - 1) {
        rest /= 1024;
        unit++;
      }
      return number(rest) + UNITS[unit];
    }
  };

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  /** Its value. */
  public abstract double of(Usage usage, AlertScope scope);

  /** A value for people: {@code 85.5%}, {@code 64MiB}. */
  public abstract String amount(double value);

  /** As configuration spells it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** With one digit where that is not 0. */
  private static String number(double value) {
    double rounded = Math.round(value * 10) / 10.0;
    return rounded == Math.rint(rounded)
        ? Long.toString((long) rounded)
        : String.format(Locale.ROOT, "%.1f", rounded);
  }
}
