package io.banyan.runtime.process;

import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.containment.OnRuntimeDeath;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.output.ProcessOutput;
import java.util.Map;

/** What the engine is told to launch for an incarnation. */
final class IncarnationLaunch {

  private IncarnationLaunch() {}

  /** A launch, given who takes the output. */
  static LaunchSpec of(Subject subject, ProcessOutput.Handlers handlers) {
    Incarnation incarnation = subject.incarnation();
    ProcessSpec spec = subject.spec();
    Map<String, String> environment = spec.environment().applyTo(subject.ports().environment());
    environment.put("BANYAN_ID", incarnation.path().id());
    environment.put(LaunchSpec.COOKIE, incarnation.toString());
    environment.put(Escaped.VARIABLE, spec.escaped().text());
    environment.put(OnRuntimeDeath.VARIABLE, spec.onRuntimeDeath().text());
    return new LaunchSpec(
        spec.command().argv(),
        spec.directory(),
        environment,
        spec.stdin(),
        handlers.stdout(),
        handlers.stderr());
  }
}
