package io.banyan.pool.function;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.process.Incarnation;
import io.banyan.runtime.process.ManagedProcess;
import io.banyan.runtime.process.ProcessNotice;
import io.banyan.runtime.process.ProcessPorts;
import io.banyan.runtime.process.Shutdown;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/** Runs them as managed processes of no tree. What becomes of them is told here alone. */
final class LooseLauncher implements Launcher {

  private static final ChildPath ABOVE = new ChildPath("functions");

  private final ActorSystem<?> system;
  private final ProcessPorts ports;
  private final String name;
  private final ConcurrentMap<String, Running> running = new ConcurrentHashMap<>();

  private record Running(ActorRef<ManagedProcess.Command> ref, Shutdown shutdown) {}

  /**
   * @param name unique in the actor system
   * @param facts told every fact
   */
  LooseLauncher(ActorSystem<?> system, String name, ProcessPorts ports, EventSink facts) {
    this.system = system;
    this.name = name;
    this.ports = ports.withEvents(facts);
  }

  @Override
  public ChildPath path(String id) {
    return ABOVE.child(id);
  }

  @Override
  public void launch(Seat seat, Consumer<String> refused) {
    String id = seat.id();
    running.computeIfAbsent(
        id,
        some ->
            new Running(
                system.systemActorOf(
                    ManagedProcess.create(
                        new Incarnation(path(id), 1),
                        seat.process(),
                        ports,
                        notice -> noticed(id, notice)),
                    "banyan-function-" + name + "-" + id,
                    DispatcherSelector.fromConfig("banyan.launch-dispatcher")),
                seat.process().shutdown()));
  }

  @Override
  public void stop(String id, Optional<Duration> grace) {
    Running process = running.get(id);
    if (process != null) {
      Shutdown shutdown = grace.map(Shutdown::within).orElse(process.shutdown());
      process.ref().tell(new ManagedProcess.Stop(Signal.TERM, shutdown, false));
    }
  }

  @Override
  public void kill(String id) {
    Running process = running.get(id);
    if (process != null) {
      process.ref().tell(new ManagedProcess.Stop(Signal.KILL, Shutdown.brutalKill(), true));
    }
  }

  private void noticed(String id, ProcessNotice notice) {
    if (notice instanceof ProcessNotice.Ended) {
      running.remove(id);
      ports.outputs().forget(path(id));
    }
  }
}
