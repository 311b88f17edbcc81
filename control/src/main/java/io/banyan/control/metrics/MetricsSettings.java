package io.banyan.control.metrics;

import com.typesafe.config.Config;
import io.banyan.supervision.config.TreeDeclaration;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What is measured and who may see it. Defaults: {@code banyan.metrics} of {@code reference.conf}.
 *
 * @param enabled whether anything is counted and {@code /metrics} is there
 * @param perProcess whether each process is told of, or their number alone
 * @param tokenFree whether {@code /metrics} is for everybody who can reach it
 * @param tokenFile has a token that opens {@code /metrics} alone
 * @param listener an address beside that of the control server
 */
public record MetricsSettings(
    boolean enabled,
    boolean perProcess,
    boolean tokenFree,
    Optional<Path> tokenFile,
    Optional<Listener> listener) {

  /**
   * An address that has nothing but {@code /metrics} and {@code /healthz}.
   *
   * @param host address or name
   * @param port 0 to 65535; 0 for any free one
   */
  public record Listener(String host, int port) {}

  /** Reads {@code banyan.metrics} of a file; a relative path is below its folder. */
  public static MetricsSettings of(TreeDeclaration declaration) {
    Path folder = Objects.requireNonNull(declaration.file().getParent());
    return from(declaration.resolved(), folder);
  }

  /**
   * Reads {@code banyan.metrics} of a whole, resolved configuration.
   *
   * @param folder of the file: a relative path is below it
   */
  public static MetricsSettings from(Config config, Path folder) {
    Config section = config.getConfig("banyan.metrics");
    return new MetricsSettings(
        section.getBoolean("enabled"),
        section.getBoolean("per-process"),
        section.getBoolean("token-free"),
        section.hasPath("token-file")
            ? Optional.of(folder.resolve(section.getString("token-file")))
            : Optional.empty(),
        section.hasPath("port")
            ? Optional.of(new Listener(section.getString("host"), section.getInt("port")))
            : Optional.empty());
  }
}
