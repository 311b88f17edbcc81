package io.banyan.runtime.lifecycle;

import io.banyan.runtime.event.ProcessEvent;
import java.util.Optional;

/**
 * What probes last said of an incarnation that is alive.
 *
 * @param well whether it passed
 * @param text for people: {@code healthy}, {@code unhealthy 2/3: no answer within 5s}, {@code not
 *     ready: 127.0.0.1:80: connection refused}
 */
public record Health(boolean well, String text) {

  private static final Health HEALTHY = new Health(true, "healthy");

  /** What a fact says; empty when it says nothing about this. */
  static Optional<Health> of(ProcessEvent event) {
    if (event instanceof ProcessEvent.NotReady told) {
      return Optional.of(new Health(false, "not ready: " + told.reason()));
    }
    if (event instanceof ProcessEvent.Unhealthy told) {
      String count = told.failures() + "/" + told.allowed();
      return Optional.of(new Health(false, "unhealthy " + count + ": " + told.reason()));
    }
    return event instanceof ProcessEvent.Healthy ? Optional.of(HEALTHY) : Optional.empty();
  }
}
