package io.banyan.runtime.containment;

import io.banyan.runtime.engine.ProcessIdentity;

/**
 * A living process that carries the cookie of this runtime.
 *
 * @param incarnation whose descendant it is; empty when it was launched without one
 * @param suspended it would not act on a signal before CONT
 */
record Carrier(ProcessIdentity identity, String incarnation, boolean suspended) {}
