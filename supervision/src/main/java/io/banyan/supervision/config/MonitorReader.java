package io.banyan.supervision.config;

import io.banyan.runtime.monitor.MonitorSettings;

/** Reads {@code banyan.monitor}. */
final class MonitorReader {

  private static final int MOST_SAMPLES = 100_000;
  private static final int MOST_COMMANDS = 100;
  private static final int MOST_WAITING = 10_000;

  private MonitorReader() {}

  static MonitorSettings read(ObjectReader monitor) {
    return new MonitorSettings(
        monitor.bool("enabled"),
        monitor.duration("interval", MonitorSettings.SHORTEST),
        monitor.integer("history", 1, MOST_SAMPLES),
        monitor.integer("commands", 1, MOST_COMMANDS),
        monitor.integer("waiting-commands", 0, MOST_WAITING));
  }
}
