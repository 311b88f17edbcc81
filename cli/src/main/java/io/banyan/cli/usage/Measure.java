package io.banyan.cli.usage;

import io.banyan.cli.text.Amounts;
import io.banyan.runtime.usage.Usage;
import java.util.Locale;

/** What of a usage is looked at. */
public enum Measure {
  CPU("cpu") {
    @Override
    public double of(Usage usage, boolean own) {
      return own ? usage.cpuPercent() : usage.treeCpuPercent();
    }

    @Override
    public String amount(double value) {
      return String.format(Locale.ROOT, "%.1f%%", value);
    }

    @Override
    public Number number(double value) {
      return Math.round(value * 10) / 10.0;
    }
  },
  MEMORY("memory") {
    @Override
    public double of(Usage usage, boolean own) {
      return own ? usage.rssBytes() : usage.treeRssBytes();
    }

    @Override
    public String amount(double value) {
      return Amounts.size(Math.round(value));
    }

    @Override
    public Number number(double value) {
      return Math.round(value);
    }
  };

  private final String title;

  Measure(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /**
   * @param own of the process itself, without its descendants
   */
  public abstract double of(Usage usage, boolean own);

  /** A value for people. */
  public abstract String amount(double value);

  /** A value for programs: percent with one digit, or whole bytes. */
  public abstract Number number(double value);
}
