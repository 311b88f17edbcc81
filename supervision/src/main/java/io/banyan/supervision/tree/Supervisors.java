package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.Incarnation;
import io.banyan.supervision.link.Victim;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorRef;

/** Which actor supervises at which path now. Safe from any thread. */
final class Supervisors {

  /** One incarnation of a supervisor, as others reach it. */
  record Desk(Incarnation incarnation, ActorRef<Supervisor.Command> ref, Inbox inbox) {

    ChildPath path() {
      return incarnation.path();
    }

    /** Asks it; one that has ended, or ends before it comes to that, answers that it has. */
    void ask(Request request) {
      if (inbox.put(request)) {
        ref.tell(request);
      } else {
        request.supervisorHasEnded(path());
      }
    }

    /** Nothing is taken any more. */
    void close() {
      inbox.close().forEach(request -> request.supervisorHasEnded(path()));
    }
  }

  private final Map<ChildPath, Desk> running = new ConcurrentHashMap<>();

  void register(Desk desk) {
    running.put(desk.path(), desk);
  }

  /** It has ended; to be called in its actor's thread. */
  void unregister(Desk desk) {
    running.remove(desk.path(), desk);
    desk.close();
  }

  Optional<Desk> at(ChildPath path) {
    return Optional.ofNullable(running.get(path));
  }

  /** Has a child crash, if it is still alive when its supervisor comes to it. */
  void crash(Victim victim) {
    victim
        .incarnation()
        .path()
        .parent()
        .flatMap(this::at)
        .ifPresent(
            s -> s.ref().tell(new Supervisor.CrashChild(victim.incarnation(), victim.reason())));
  }
}
