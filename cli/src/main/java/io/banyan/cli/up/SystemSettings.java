package io.banyan.cli.up;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** What holds for the actor system of a command, whatever a file says. */
public final class SystemSettings {

  private static final Config OURS =
      ConfigFactory.parseString(
          """
          pekko.jvm-shutdown-hooks = off
          pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
          pekko.coordinated-shutdown.exit-jvm = off
          pekko.stdout-loglevel = OFF
          """);

  private SystemSettings() {}

  /** The same, but for what would take the end of the JVM out of our hands. */
  public static Config over(Config given) {
    return OURS.withFallback(given);
  }
}
