package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.link.Victim;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorRef;

/** Which actor supervises at which path now. Safe from any thread. */
final class Supervisors {

  private final Map<ChildPath, ActorRef<Supervisor.Command>> running = new ConcurrentHashMap<>();

  void register(ChildPath path, ActorRef<Supervisor.Command> supervisor) {
    running.put(path, supervisor);
  }

  void unregister(ChildPath path, ActorRef<Supervisor.Command> supervisor) {
    running.remove(path, supervisor);
  }

  Optional<ActorRef<Supervisor.Command>> at(ChildPath path) {
    return Optional.ofNullable(running.get(path));
  }

  /** Has a child crash, if it is still alive when its supervisor comes to it. */
  void crash(Victim victim) {
    victim
        .incarnation()
        .path()
        .parent()
        .flatMap(this::at)
        .ifPresent(s -> s.tell(new Supervisor.CrashChild(victim.incarnation(), victim.reason())));
  }
}
