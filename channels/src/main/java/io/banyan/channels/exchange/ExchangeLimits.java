package io.banyan.channels.exchange;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Locale;

/**
 * How much of an exchange may be under way.
 *
 * @param maxInFlight how many requests the process may have at a time, at least 1
 * @param maxWaiting how many may wait to be sent, at least 1
 * @param timeout how long an answer may take where a request does not say otherwise, more than 0
 * @param whenDown what becomes of requests while there is no process
 */
public record ExchangeLimits(int maxInFlight, int maxWaiting, Duration timeout, WhenDown whenDown) {

  public ExchangeLimits {
    if (maxInFlight < 1 || maxWaiting < 1) {
      throw new IllegalArgumentException(
          "maxInFlight: " + maxInFlight + ", maxWaiting: " + maxWaiting);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout: " + timeout);
    }
  }

  /** Those of {@code banyan.exchange}. */
  public static ExchangeLimits from(Config config) {
    Config exchange = config.getConfig("banyan.exchange");
    return new ExchangeLimits(
        exchange.getInt("max-in-flight"),
        exchange.getInt("max-waiting"),
        exchange.getDuration("timeout"),
        WhenDown.valueOf(exchange.getString("when-down").toUpperCase(Locale.ROOT)));
  }

  /** The same, but so many at a time. */
  public ExchangeLimits withMaxInFlight(int requests) {
    return new ExchangeLimits(requests, maxWaiting, timeout, whenDown);
  }

  /** The same, but so many may wait. */
  public ExchangeLimits withMaxWaiting(int requests) {
    return new ExchangeLimits(maxInFlight, requests, timeout, whenDown);
  }

  /** The same, but an answer may take so long. */
  public ExchangeLimits withTimeout(Duration duration) {
    return new ExchangeLimits(maxInFlight, maxWaiting, duration, whenDown);
  }

  /** The same, but this is done while there is no process. */
  public ExchangeLimits whenDown(WhenDown choice) {
    return new ExchangeLimits(maxInFlight, maxWaiting, timeout, choice);
  }
}
