package io.banyan.runtime.process;

import java.time.Duration;

/** How long a child may take to end when it is asked to. OTP's {@code shutdown}. */
public sealed interface Shutdown {

  /** Ask, wait this long, then kill. */
  record Within(Duration grace) implements Shutdown {
    public Within {
      if (grace.isNegative()) {
        throw new IllegalArgumentException("negative grace time: " + grace);
      }
    }
  }

  /** Do not ask: kill at once. */
  record BrutalKill() implements Shutdown {}

  /** Ask, and wait for as long as it takes. */
  record Infinity() implements Shutdown {}

  static Shutdown within(Duration grace) {
    return new Within(grace);
  }

  static Shutdown brutalKill() {
    return new BrutalKill();
  }

  static Shutdown infinity() {
    return new Infinity();
  }
}
