package io.banyan.runtime.monitor;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How processes are watched. Defaults: {@code banyan.monitor} of {@code reference.conf}.
 *
 * @param enabled whether at all
 * @param interval between two looks at all of them, at least {@link #SHORTEST}
 * @param history how many of the last samples of each process are kept, at least 1
 * @param commands how many programs of alerts run at a time, at least 1
 * @param waitingCommands how many more may wait for that; 0: none
 */
public record MonitorSettings(
    boolean enabled, Duration interval, int history, int commands, int waitingCommands) {

  /** The shortest interval: the clock of the system's figures ticks in steps of 10 ms. */
  public static final Duration SHORTEST = Duration.ofMillis(100);

  public MonitorSettings {
    if (interval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("monitor interval: " + interval);
    }
    if (history < 1 || commands < 1 || waitingCommands < 0) {
      throw new IllegalArgumentException(
          "monitor: " + history + " samples, " + commands + " + " + waitingCommands + " commands");
    }
  }

  /** Reads {@code banyan.monitor} of a whole, resolved configuration. */
  public static MonitorSettings from(Config config) {
    Config section = config.getConfig("banyan.monitor");
    return new MonitorSettings(
        section.getBoolean("enabled"),
        section.getDuration("interval"),
        section.getInt("history"),
        section.getInt("commands"),
        section.getInt("waiting-commands"));
  }
}
