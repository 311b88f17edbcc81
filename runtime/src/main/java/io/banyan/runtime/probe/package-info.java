/**
 * Whether a process is ready and well: what is asked, how answers are judged, and how servers are
 * asked. {@link io.banyan.runtime.probe.Readiness} and {@link io.banyan.runtime.probe.Liveness}
 * decide and do nothing; the actor that carries their decisions out is in the room of processes.
 */
@NullMarked
package io.banyan.runtime.probe;

import org.jspecify.annotations.NullMarked;
