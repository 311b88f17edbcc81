package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.Incarnation;
import io.banyan.supervision.graph.GraphBuilder;
import io.banyan.supervision.link.Attempt;
import io.banyan.supervision.link.Down;
import io.banyan.supervision.link.MonitorTable;
import io.banyan.supervision.registry.Departure;
import io.banyan.supervision.registry.Registration;
import io.banyan.supervision.registry.Registry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Who monitors whom in one tree. Each is answered once: whether somebody is alive is asked, and the
 * answer waited for, while no end can be told. Safe from any thread.
 */
final class Monitors {

  private final MonitorTable<Observer> table = new MonitorTable<>();
  private final Registry registry;
  private final Consumer<Observer.ByActor> deathWatch;

  /**
   * @param registry knows of an end before that is told here
   * @param deathWatch calls {@link #forget} when the actor has ended
   */
  Monitors(Registry registry, Consumer<Observer.ByActor> deathWatch) {
    this.registry = registry;
    this.deathWatch = deathWatch;
  }

  Monitor.Staged byStage(Supplier<Attempt> known) {
    CompletableFuture<Down> down = new CompletableFuture<>();
    Monitor monitor = enter(known, new Observer.ByStage(down));
    // Also when somebody else completes it: a time limit that is over, a cancellation.
    down.whenComplete((answer, failure) -> monitor.demonitor());
    return new Monitor.Staged(down, monitor);
  }

  Monitor byActor(Supplier<Attempt> known, ActorRef<Down> replyTo) {
    Observer.ByActor observer = new Observer.ByActor(replyTo);
    Monitor monitor = enter(known, observer);
    // After it: if the actor has ended meanwhile, there is something to be forgotten.
    deathWatch.accept(observer);
    return monitor;
  }

  private synchronized Monitor enter(Supplier<Attempt> known, Observer observer) {
    Attempt attempt = known.get();
    if (attempt instanceof Attempt.StillAlive alive) {
      long ticket = table.wait(alive.incarnation(), observer);
      return () -> demonitor(alive.incarnation(), ticket);
    }
    observer.tell(((Attempt.Over) attempt).down());
    return () -> false;
  }

  private synchronized boolean demonitor(Incarnation incarnation, long ticket) {
    return table.forget(incarnation, ticket);
  }

  /** What is known of the incarnation that is alive now. */
  Attempt known(ChildPath path) {
    Optional<Registration> name = registry.at(path);
    if (name.isEmpty()) {
      return new Attempt.Over(new Down.NoSuchChild(path));
    }
    Optional<Incarnation> current = name.get().current();
    return current.isPresent()
        ? new Attempt.StillAlive(current.get())
        : new Attempt.Over(new Down.AlreadyGone(path, name.get().last()));
  }

  /** What is known of this incarnation. */
  Attempt known(Incarnation incarnation) {
    ChildPath path = incarnation.path();
    Optional<Registration> name = registry.at(path);
    if (name.isEmpty() || incarnation.number() < 1 || incarnation.number() > name.get().number()) {
      return new Attempt.Over(new Down.NoSuchChild(path));
    }
    return name.get().current().equals(Optional.of(incarnation))
        ? new Attempt.StillAlive(incarnation)
        : new Attempt.Over(
            new Down.AlreadyGone(
                path, name.get().last().filter(last -> last.incarnation().equals(incarnation))));
  }

  /** Somebody has ended; what is to be run to answer those who wait for that. */
  synchronized List<Runnable> ended(Departure gone) {
    List<Observer> told = table.ended(gone.incarnation());
    if (told.isEmpty()) {
      return List.of(); // as of most, and somebody may wait for a successor
    }
    Down down = new Down.Ended(gone);
    return told.stream().<Runnable>map(observer -> () -> observer.tell(down)).toList();
  }

  synchronized void forget(Observer observer) {
    table.forgetAll(observer);
  }

  synchronized void draw(GraphBuilder graph) {
    table
        .all()
        .forEach(
            (incarnation, observers) ->
                observers.stream()
                    .collect(Collectors.groupingBy(Observer::name, Collectors.counting()))
                    .forEach(
                        (name, count) ->
                            graph.monitored(name, incarnation.path(), Math.toIntExact(count))));
  }
}
