package io.banyan.runtime.probe;

import java.util.Optional;

/**
 * What is asked of one process.
 *
 * @param ready when it counts as ready; empty: as soon as it is launched
 * @param health how it is watched from then on; empty: not at all
 */
public record Probes(Optional<ReadySpec> ready, Optional<HealthSpec> health) {

  /** Ready as soon as it is launched, and not watched. */
  public static final Probes NONE = new Probes(Optional.empty(), Optional.empty());

  public boolean areNone() {
    return ready.isEmpty() && health.isEmpty();
  }

  public Probes withReady(ReadySpec spec) {
    return new Probes(Optional.of(spec), health);
  }

  public Probes withHealth(HealthSpec spec) {
    return new Probes(ready, Optional.of(spec));
  }
}
