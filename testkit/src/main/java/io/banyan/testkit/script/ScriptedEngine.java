package io.banyan.testkit.script;

import io.banyan.runtime.engine.Adoptee;
import io.banyan.runtime.engine.EngineCapabilities;
import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.testkit.time.ManualTime;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * An engine without processes: what a launch makes does what its {@link Script} says, at the times
 * of a {@link ManualTime}. Children are known by the variable that names their incarnation, other
 * programs by their file name. What a child runs besides itself, to ask whether it is ready for
 * instance, succeeds at once when no script says otherwise.
 *
 * <p>Safe from any thread.
 */
public final class ScriptedEngine implements ProcessEngine {

  private final ScriptedProcess.World world;
  private final List<Script> scripts = new ArrayList<>();
  private final List<Launch> launches = new ArrayList<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Map<String, Queue<LaunchFailure>> failures = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();
  private long lastPid = 100;

  private record Launch(String path, ScriptedProcess process) {}

  public ScriptedEngine(ManualTime time) {
    this.world = new ScriptedProcess.World(time, new ScriptedNetwork(time));
  }

  /** Launches from now on follow this script; of two for the same process the later one counts. */
  public synchronized void follow(Script script) {
    scripts.add(0, script);
    script.ports().forEach(network()::refuses);
  }

  /** Where its processes listen, and the questions of {@code ready} and {@code health} go. */
  public ScriptedNetwork network() {
    return world.network();
  }

  /** The next launch of this child (id or path) fails; asked again, the one after that, too. */
  public synchronized void failNextLaunch(String idOrPath, LaunchFailure reason) {
    failures.computeIfAbsent(idOrPath, key -> new ArrayDeque<>()).add(reason);
  }

  /** From now on the system lets no signal through to this child (id or path). */
  public synchronized void refuseSignals(String idOrPath, String reason) {
    refusals.put(idOrPath, reason);
  }

  /** Signals reach this child again. */
  public synchronized void deliverSignals(String idOrPath) {
    refusals.remove(idOrPath);
  }

  /** All processes so far, in the order of their launch. */
  public synchronized List<ScriptedProcess> launched() {
    return launches.stream().map(Launch::process).toList();
  }

  /** All processes of one child (id or path) so far, in the order of their launch. */
  public synchronized List<ScriptedProcess> launched(String idOrPath) {
    return launches.stream()
        .filter(launch -> isMeant(idOrPath, launch.path()))
        .map(Launch::process)
        .toList();
  }

  @Override
  public EngineCapabilities capabilities() {
    return new EngineCapabilities("scripted", true, true, true, false);
  }

  @Override
  public synchronized LaunchResult launch(LaunchSpec spec, ExitListener onExit) {
    String path = path(spec);
    String program = program(spec);
    Life life = life(path, program).orElse(isAside(spec) ? Life.brief() : Life.QUIET);
    LaunchFailure failure = nextFailure(path, life);
    if (failure != null) {
      return new LaunchResult.NotLaunched(failure.of(program));
    }
    ScriptedProcess process = new ScriptedProcess(++lastPid, spec, onExit, life, world);
    launches.add(new Launch(path, process));
    process.begin();
    return new LaunchResult.Launched(process.face(signal -> send(path, process, signal)));
  }

  /** Nothing lives before the kit begins. */
  @Override
  public LaunchResult adopt(Adoptee adoptee, ExitListener onExit) {
    return new LaunchResult.NotLaunched(
        new ExitStatus.LaunchFailed("ENOTSUP", "A scripted engine has nothing to adopt"));
  }

  @Override
  public synchronized SignalOutcome signal(ProcessIdentity identity, Signal signal) {
    return launches.stream()
        .filter(launch -> launch.process().identity().equals(identity))
        .findFirst()
        .map(launch -> send(launch.path(), launch.process(), signal))
        .orElseGet(SignalOutcome.NobodyThere::new);
  }

  @Override
  public void close() {
    launched().forEach(process -> process.signal(Signal.KILL));
  }

  private synchronized SignalOutcome send(String path, ScriptedProcess process, Signal signal) {
    return refusals.entrySet().stream()
        .filter(refusal -> isMeant(refusal.getKey(), path))
        .findFirst()
        .<SignalOutcome>map(refusal -> new SignalOutcome.Refused(refusal.getValue()))
        .orElseGet(() -> process.signal(signal));
  }

  private Optional<Life> life(String path, String program) {
    for (boolean ofCommand : new boolean[] {true, false}) {
      for (Script script : scripts) {
        String candidate = ofCommand ? program : path;
        if (script.isOfCommand() == ofCommand && isMeant(script.name(), candidate)) {
          int attempt = attempts.merge(ofCommand + candidate, 1, Integer::sum);
          return Optional.of(script.life(attempt));
        }
      }
    }
    return Optional.empty();
  }

  private @Nullable LaunchFailure nextFailure(String path, Life life) {
    for (Map.Entry<String, Queue<LaunchFailure>> planned : failures.entrySet()) {
      if (isMeant(planned.getKey(), path) && !planned.getValue().isEmpty()) {
        return planned.getValue().remove();
      }
    }
    return life.failure().orElse(null);
  }

  /** Of {@code workers/mailer#3} the path; of what runs aside from a child the program. */
  private static String path(LaunchSpec spec) {
    String incarnation = incarnation(spec);
    int number = incarnation.lastIndexOf('#');
    return number < 0 || isAside(spec) ? program(spec) : incarnation.substring(0, number);
  }

  /** A program that asks for a child, or tells it something: {@code workers/mailer#3!1}. */
  private static boolean isAside(LaunchSpec spec) {
    return incarnation(spec).indexOf('!') >= 0;
  }

  private static String incarnation(LaunchSpec spec) {
    return spec.environment().getOrDefault(LaunchSpec.COOKIE, "");
  }

  private static String program(LaunchSpec spec) {
    Path file = Path.of(spec.command().get(0)).getFileName();
    return file == null ? "/" : file.toString();
  }

  private static boolean isMeant(String idOrPath, String path) {
    return path.equals(idOrPath) || path.endsWith("/" + idOrPath);
  }
}
