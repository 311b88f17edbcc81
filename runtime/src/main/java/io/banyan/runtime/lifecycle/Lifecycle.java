package io.banyan.runtime.lifecycle;

import static io.banyan.runtime.lifecycle.LifecycleState.EXITED;
import static io.banyan.runtime.lifecycle.LifecycleState.FAILED;
import static io.banyan.runtime.lifecycle.LifecycleState.KILLED;
import static io.banyan.runtime.lifecycle.LifecycleState.RESTARTING;
import static io.banyan.runtime.lifecycle.LifecycleState.RUNNING;
import static io.banyan.runtime.lifecycle.LifecycleState.STARTING;
import static io.banyan.runtime.lifecycle.LifecycleState.STOPPED;
import static io.banyan.runtime.lifecycle.LifecycleState.STOPPING;

import java.util.Optional;

/**
 * The state machine of a child, complete: every state × every transition. Empty means that the
 * transition cannot happen in that state; a fact that says so is a bug of its publisher. START is a
 * launch, or the adoption of what an earlier runtime launched.
 *
 * <pre>
 *               START     READY    STOP      ENDED_*          RESTART
 * initialized   starting  -        -         stopped/failed   -
 * starting      -         running  stopping  the outcome      -
 * running       -         -        stopping  the outcome      -
 * stopping      -         -        stopping  the outcome      -
 * stopped       starting  -        -         -                restarting
 * killed        starting  -        -         -                restarting
 * exited        starting  -        -         -                restarting
 * failed        starting  -        -         -                restarting
 * restarting    starting  -        -         stopped/failed   restarting
 * </pre>
 *
 * <p>A child that never ran, or waits for its restart, ends as <em>stopped</em> when it is told not
 * to start any more, and as <em>failed</em> when its supervisor gives up.
 */
public final class Lifecycle {

  private Lifecycle() {}

  /** The state after the transition; empty where the table has none. */
  public static Optional<LifecycleState> next(LifecycleState state, Transition transition) {
    return switch (state) {
      case INITIALIZED -> waiting(transition, false);
      case RESTARTING -> waiting(transition, true);
      case STARTING -> transition == Transition.READY ? Optional.of(RUNNING) : alive(transition);
      case RUNNING, STOPPING -> alive(transition);
      case STOPPED, KILLED, EXITED, FAILED -> ended(transition);
    };
  }

  private static Optional<LifecycleState> waiting(Transition transition, boolean restarting) {
    return switch (transition) {
      case START -> Optional.of(STARTING);
      case ENDED_STOPPED -> Optional.of(STOPPED);
      case ENDED_FAILED -> Optional.of(FAILED);
      case RESTART -> restarting ? Optional.of(RESTARTING) : Optional.empty();
      case READY, STOP, ENDED_KILLED, ENDED_EXITED -> Optional.empty();
    };
  }

  private static Optional<LifecycleState> alive(Transition transition) {
    return switch (transition) {
      case STOP -> Optional.of(STOPPING);
      case ENDED_STOPPED -> Optional.of(STOPPED);
      case ENDED_KILLED -> Optional.of(KILLED);
      case ENDED_EXITED -> Optional.of(EXITED);
      case ENDED_FAILED -> Optional.of(FAILED);
      case START, READY, RESTART -> Optional.empty();
    };
  }

  private static Optional<LifecycleState> ended(Transition transition) {
    return switch (transition) {
      case START -> Optional.of(STARTING);
      case RESTART -> Optional.of(RESTARTING);
      default -> Optional.empty();
    };
  }
}
