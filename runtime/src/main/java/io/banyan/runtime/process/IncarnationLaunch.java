package io.banyan.runtime.process;

import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.output.ProcessOutput;
import java.util.HashMap;
import java.util.Map;

/** What the engine is told to launch for an incarnation. */
final class IncarnationLaunch {

  private IncarnationLaunch() {}

  /**
   * A launch.
   *
   * @param inherited the runtime's own variables
   */
  static LaunchSpec of(
      Incarnation incarnation,
      ProcessSpec spec,
      Map<String, String> inherited,
      ProcessOutput.Handlers handlers) {
    Map<String, String> environment = new HashMap<>(spec.environment().applyTo(inherited));
    environment.put("BANYAN_ID", incarnation.path().id());
    environment.put(LaunchSpec.COOKIE, incarnation.toString());
    environment.put(Escaped.VARIABLE, spec.escaped().text());
    return new LaunchSpec(
        spec.command().argv(),
        spec.directory(),
        environment,
        spec.stdin(),
        handlers.stdout(),
        handlers.stderr());
  }
}
