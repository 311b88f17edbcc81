package io.banyan.control.http;

import io.banyan.control.endpoint.TokenFile;
import io.banyan.control.metrics.MetricsSettings;
import io.banyan.control.metrics.RuntimeMetrics;
import java.io.IOException;
import java.util.Optional;

/**
 * Metrics that are handed out.
 *
 * @param open whether everybody gets them who can reach the server
 * @param token opens them and nothing else
 * @param listener where they are beside the control server
 */
public record Scraping(
    RuntimeMetrics metrics,
    boolean open,
    Optional<String> token,
    Optional<MetricsSettings.Listener> listener) {

  /**
   * As it is set.
   *
   * @throws IOException when there is a token file that cannot be used
   */
  public static Scraping of(RuntimeMetrics metrics, MetricsSettings settings) throws IOException {
    Optional<String> token =
        settings.tokenFile().isPresent()
            ? Optional.of(TokenFile.read(settings.tokenFile().get()))
            : Optional.empty();
    return new Scraping(metrics, settings.tokenFree(), token, settings.listener());
  }

  /** Without the token: it must not get into logs. */
  @Override
  public String toString() {
    return "Scraping[open=" + open + ", listener=" + listener + "]";
  }
}
