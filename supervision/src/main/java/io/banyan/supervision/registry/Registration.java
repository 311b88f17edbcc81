package io.banyan.supervision.registry;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.runtime.process.Incarnation;
import java.util.Optional;

/**
 * What a name stands for.
 *
 * @param path the name
 * @param number of its current or last incarnation; 0 before the first
 * @param state of the child
 * @param process of the incarnation that is alive; empty for a supervisor
 * @param last how its last incarnation ended; empty before the first has
 */
public record Registration(
    ChildPath path,
    int number,
    LifecycleState state,
    Optional<ProcessIdentity> process,
    Optional<Departure> last) {

  static Registration declared(ChildPath path) {
    return new Registration(
        path, 0, LifecycleState.INITIALIZED, Optional.empty(), Optional.empty());
  }

  /** The incarnation that is alive now. */
  public Optional<Incarnation> current() {
    return state.isAlive() ? Optional.of(new Incarnation(path, number)) : Optional.empty();
  }

  boolean isAlive(int incarnation) {
    return state.isAlive() && number == incarnation;
  }

  Registration started(int incarnation) {
    return new Registration(path, incarnation, LifecycleState.STARTING, Optional.empty(), last);
  }

  Registration in(LifecycleState next) {
    return new Registration(path, number, next, process, last);
  }

  Registration with(ProcessIdentity launched) {
    return new Registration(path, number, state, Optional.of(launched), last);
  }

  Registration ended(LifecycleState next, Departure departure) {
    return new Registration(path, number, next, Optional.empty(), Optional.of(departure));
  }
}
