package io.banyan.runtime.lifecycle;

import java.util.Locale;
import java.util.Optional;

/** The states of a child, from declaration to its end and back. */
public enum LifecycleState {
  /** Declared, waiting or never started. */
  INITIALIZED,
  /** Launched, not yet ready. */
  STARTING,
  /** Ready. */
  RUNNING,
  /** Asked to stop, grace time running. */
  STOPPING,
  /** Ended on request. */
  STOPPED,
  /** Ended by a kill, or by KILL after the grace time. */
  KILLED,
  /** Ended by itself, with success. */
  EXITED,
  /** Ended otherwise, could not start, or gave up. */
  FAILED,
  /** Waiting for its next incarnation. */
  RESTARTING;

  /** As documents, files and options spell it: {@code running}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As people read it: {@code Running}. */
  public String title() {
    return name().charAt(0) + text().substring(1);
  }

  /** Whether an incarnation is alive in this state. */
  public boolean isAlive() {
    return this == STARTING || this == RUNNING || this == STOPPING;
  }

  /** Whether the last incarnation has ended in this state and no other is due. */
  public boolean isEnded() {
    return this == STOPPED || this == KILLED || this == EXITED || this == FAILED;
  }

  /** Reads {@link #text}, in any case. */
  public static Optional<LifecycleState> parse(String text) {
    for (LifecycleState state : values()) {
      if (state.text().equalsIgnoreCase(text.trim())) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
