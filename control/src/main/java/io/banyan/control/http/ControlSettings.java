package io.banyan.control.http;

import com.typesafe.config.Config;

/**
 * Where the control server listens. Defaults: {@code banyan.control} of {@code reference.conf}.
 *
 * @param host address or name
 * @param port 0 to 65535; 0 for any free one
 */
public record ControlSettings(String host, int port) {

  public ControlSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host is empty");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: " + port);
    }
  }

  /** Reads {@code banyan.control} of a whole, resolved configuration. */
  public static ControlSettings from(Config config) {
    Config section = config.getConfig("banyan.control");
    return new ControlSettings(section.getString("host"), section.getInt("port"));
  }
}
