package io.banyan.channels.exchange;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

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

  /**
   * Those of {@code banyan.exchange}.
   *
   * @throws ConfigException when one of them is not allowed
   */
  public static ExchangeLimits from(Config config) {
    Config exchange = config.getConfig("banyan.exchange");
    Duration timeout = exchange.getDuration("timeout");
    if (timeout.isNegative() || timeout.isZero()) {
      throw mistake(exchange, "timeout", "must be more than 0");
    }
    return new ExchangeLimits(
        atLeastOne(exchange, "max-in-flight"),
        atLeastOne(exchange, "max-waiting"),
        timeout,
        whenDown(exchange));
  }

  private static int atLeastOne(Config exchange, String key) {
    int value = exchange.getInt(key);
    if (value < 1) {
      throw mistake(exchange, key, "must be at least 1, is " + value);
    }
    return value;
  }

  private static WhenDown whenDown(Config exchange) {
    String value = exchange.getString("when-down");
    return switch (value) {
      case "wait" -> WhenDown.WAIT;
      case "fail" -> WhenDown.FAIL;
      default -> throw mistake(exchange, "when-down", "must be wait or fail, is " + value);
    };
  }

  private static ConfigException mistake(Config exchange, String key, String what) {
    return new ConfigException.BadValue(
        exchange.getValue(key).origin(), "banyan.exchange." + key, what);
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
