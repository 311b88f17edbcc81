package io.banyan.runtime.process;

import com.typesafe.config.Config;
import io.banyan.runtime.adoption.Adoption;
import io.banyan.runtime.adoption.AdoptionPlace;
import io.banyan.runtime.containment.ContainedEngine;
import io.banyan.runtime.containment.Containment;
import io.banyan.runtime.containment.ContainmentSettings;
import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.containment.Sweeper;
import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.guardian.GuardedEngine;
import io.banyan.runtime.guardian.GuardianSettings;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.runtime.limits.LimitSettings;
import io.banyan.runtime.limits.ProcessLimits;
import io.banyan.runtime.output.FileTrouble;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.probe.SocketProbes;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that managed processes need around them, wired from configuration. Several may live in
 * one JVM; they share nothing.
 *
 * @param ports what the processes are given
 * @param events where their facts go
 * @param view the fold of all facts so far
 * @param cookie what all its processes carry
 */
public record ProcessRuntime(
    ProcessPorts ports, EventHub events, TreeView view, RuntimeCookie cookie)
    implements AutoCloseable {

  /**
   * Wires a runtime.
   *
   * @param config complete, with this module's {@code reference.conf}
   * @param environment the variables that processes inherit
   */
  public static ProcessRuntime start(Config config, Map<String, String> environment) {
    RuntimeCookie cookie = RuntimeCookie.random();
    return start(config, environment, cookie, Adoption.none(cookie));
  }

  /**
   * Wires a runtime whose processes may outlive it.
   *
   * @param config complete, with this module's {@code reference.conf}
   * @param environment the variables that processes inherit
   * @param place where that is noted
   * @throws IllegalStateException when that place cannot be used, or another runtime uses it
   */
  public static ProcessRuntime start(
      Config config, Map<String, String> environment, AdoptionPlace place) {
    RuntimeCookie cookie = RuntimeCookie.random();
    Adoption adoption;
    try {
      adoption = Adoption.open(place, cookie);
    } catch (IOException failed) {
      throw new IllegalStateException(
          "what is to outlive the runtime cannot be noted: " + FileTrouble.words(failed), failed);
    }
    try {
      return start(config, environment, cookie, adoption);
    } catch (RuntimeException failed) {
      adoption.close();
      throw failed;
    }
  }

  private static ProcessRuntime start(
      Config config, Map<String, String> environment, RuntimeCookie cookie, Adoption adoption) {
    EventHub events = new EventHub(Clock.systemUTC());
    TreeView view = new TreeView();
    events.subscribe(view);
    ProcessLimits limits = ProcessLimits.start(LimitSettings.from(config));
    ProcessEngine bare = ProcessEngines.create(EngineSettings.from(config));
    Optional<Sweeper> sweeper =
        Sweeper.ofSystem(adoption.heritage(), bare::signal, ContainmentSettings.from(config));
    ProcessEngine contained =
        new ContainedEngine(
            bare,
            cookie,
            () -> sweeper.filter(some -> !adoption.isUntouched()).ifPresent(Sweeper::close));
    ProcessEngine engine = GuardedEngine.guard(contained, cookie, GuardianSettings.from(config));
    ProcessPorts ports =
        new ProcessPorts(
            engine,
            limits,
            events,
            new ProcessOutputs(Clock.systemUTC(), events),
            cookie.in(environment),
            config.getDuration("banyan.process.output-drain-limit"),
            sweeper.<Containment>map(some -> some).orElseGet(Containment::none),
            new SocketProbes(),
            adoption);
    return new ProcessRuntime(ports, events, view, cookie);
  }

  /**
   * Kills whatever still runs, wherever it went, except what is declared to be left. What earlier
   * runtimes have left lives on if no tree has begun.
   */
  @Override
  public void close() {
    ports.probes().close();
    ports.engine().close();
    ports.limits().close();
    ports.outputs().close();
    ports.adoption().close();
  }
}
