package io.banyan.runtime.process;

import io.banyan.runtime.adoption.Adoption;
import io.banyan.runtime.containment.Containment;
import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.limits.ProcessLimits;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.probe.RemoteProbes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * The outside world of a managed process.
 *
 * @param engine launches and signals
 * @param limits keeps what processes may take
 * @param events told every fact
 * @param outputs keeps what is written
 * @param environment the runtime's own variables
 * @param drainLimit how long to wait, after a process and its group are gone, for the end of its
 *     output, which a descendant that left the group may hold open
 * @param containment ends what leaves the group
 * @param probes asks servers how they are
 * @param adoption what earlier runtimes have left, and notes for later ones
 */
public record ProcessPorts(
    ProcessEngine engine,
    ProcessLimits limits,
    EventSink events,
    ProcessOutputs outputs,
    Map<String, String> environment,
    Duration drainLimit,
    Containment containment,
    RemoteProbes probes,
    Adoption adoption) {

  public ProcessPorts {
    environment = Map.copyOf(environment);
  }

  /** Where no server can be asked, and nothing outlives the runtime. */
  public ProcessPorts(
      ProcessEngine engine,
      ProcessLimits limits,
      EventSink events,
      ProcessOutputs outputs,
      Map<String, String> environment,
      Duration drainLimit,
      Containment containment) {
    this(
        engine,
        limits,
        events,
        outputs,
        environment,
        drainLimit,
        containment,
        RemoteProbes.unavailable(),
        Adoption.none(RuntimeCookie.random()));
  }

  /** The same, but facts go there. */
  public ProcessPorts withEvents(EventSink sink) {
    return new ProcessPorts(
        engine, limits, sink, outputs, environment, drainLimit, containment, probes, adoption);
  }

  /** Where nothing keeps limits, and nothing is left outside of a group. */
  public ProcessPorts(
      ProcessEngine engine,
      EventSink events,
      ProcessOutputs outputs,
      Map<String, String> environment,
      Duration drainLimit) {
    this(
        engine,
        ProcessLimits.unavailable(),
        events,
        outputs,
        environment,
        drainLimit,
        Containment.none());
  }

  /** The same for a process that nobody is to hear of, and whose output need not be complete. */
  ProcessPorts unheard() {
    EventSink nobody = event -> {};
    return new ProcessPorts(
        engine,
        limits,
        nobody,
        new ProcessOutputs(Clock.systemUTC(), nobody),
        environment,
        Duration.ZERO,
        containment,
        probes,
        Adoption.none(adoption.heritage().own()));
  }

  public ProcessPorts withProbes(RemoteProbes others) {
    return new ProcessPorts(
        engine, limits, events, outputs, environment, drainLimit, containment, others, adoption);
  }
}
