package io.banyan.runtime.lifecycle;

import io.banyan.runtime.event.ProcessEvent;
import java.util.Optional;

/** The kinds of fact that move a child from state to state. */
public enum Transition {
  START,
  READY,
  STOP,
  ENDED_STOPPED,
  ENDED_KILLED,
  ENDED_EXITED,
  ENDED_FAILED,
  RESTART;

  /** What a fact does to the lifecycle; empty when it does nothing. */
  static Optional<Transition> of(ProcessEvent event) {
    if (event instanceof ProcessEvent.Starting || event instanceof ProcessEvent.Adopted) {
      return Optional.of(START);
    }
    if (event instanceof ProcessEvent.Ready) {
      return Optional.of(READY);
    }
    if (event instanceof ProcessEvent.Stopping) {
      return Optional.of(STOP);
    }
    if (event instanceof ProcessEvent.Restarting) {
      return Optional.of(RESTART);
    }
    if (event instanceof ProcessEvent.Ended ended) {
      return Optional.of(
          switch (ended.outcome()) {
            case STOPPED -> ENDED_STOPPED;
            case KILLED -> ENDED_KILLED;
            case EXITED -> ENDED_EXITED;
            case FAILED -> ENDED_FAILED;
          });
    }
    return Optional.empty();
  }
}
