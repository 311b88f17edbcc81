package io.banyan.runtime.containment;

import io.banyan.runtime.engine.ProcessIdentity;

/**
 * A living process that carries the cookie of a runtime.
 *
 * @param incarnation whose descendant it is; empty when it was launched without one
 * @param suspended it would not act on a signal before CONT
 * @param left declared to be left alone when its process has ended
 * @param adoptable declared to outlive the runtime
 */
public record Carrier(
    ProcessIdentity identity,
    String incarnation,
    boolean suspended,
    boolean left,
    boolean adoptable) {

  /** One that ends with its process. */
  Carrier(ProcessIdentity identity, String incarnation, boolean suspended) {
    this(identity, incarnation, suspended, false, false);
  }
}
