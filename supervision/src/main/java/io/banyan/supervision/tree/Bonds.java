package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.process.Incarnation;
import io.banyan.supervision.graph.GraphBuilder;
import io.banyan.supervision.link.Attempt;
import io.banyan.supervision.link.Down;
import io.banyan.supervision.link.LinkPair;
import io.banyan.supervision.link.LinkResult;
import io.banyan.supervision.link.LinkTable;
import io.banyan.supervision.link.Victim;
import io.banyan.supervision.registry.Departure;
import io.banyan.supervision.registry.Registration;
import io.banyan.supervision.registry.Registry;
import io.banyan.supervision.spec.ChildIndex;
import io.banyan.supervision.spec.ChildSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The names of a tree, and what ties its children across supervisors: links and monitors. It folds
 * the facts of its tree in the threads that tell them, so that whoever asks after he has seen a
 * fact is answered by it. Safe from any thread; nothing here blocks.
 */
public final class Bonds {

  private final Registry registry = new Registry();
  private final Addresses addresses = new Addresses();
  private final ChildIndex index = new ChildIndex();
  private final LinkTable links = new LinkTable();
  private final Monitors monitors;
  private final Map<Incarnation, List<Victim>> due = new HashMap<>();
  private final Consumer<Victim> crash;
  private volatile EventSink told = event -> {};

  /**
   * @param crash makes somebody crash
   * @param deathWatch calls {@link #forget} when the actor has ended
   */
  Bonds(Consumer<Victim> crash, Consumer<Observer.ByActor> deathWatch) {
    this.crash = crash;
    this.monitors = new Monitors(registry, deathWatch);
  }

  /** Who is who now. */
  public Registry registry() {
    return registry;
  }

  /**
   * Where the actor that is alive now takes its messages; ask again for its next incarnation.
   *
   * @param messages what it is told. Unless its definition says so itself ({@code accepting}),
   *     nobody checks that: it is the asker who knows
   * @return empty when there is no such child, it is not alive, or it is no actor
   * @throws IllegalArgumentException when it takes other messages
   */
  public <T> Optional<ActorRef<T>> ref(ChildPath path, Class<T> messages) {
    return registry
        .at(path)
        .flatMap(Registration::current)
        .flatMap(incarnation -> addresses.of(incarnation, messages));
  }

  // Monitors

  /** Monitors the incarnation that is alive now. */
  public Monitor.Staged monitor(ChildPath path) {
    return monitors.byStage(() -> monitors.known(path));
  }

  /** Monitors this incarnation. */
  public Monitor.Staged monitor(Incarnation incarnation) {
    return monitors.byStage(() -> monitors.known(incarnation));
  }

  /**
   * Monitors the incarnation that is alive now.
   *
   * @param replyTo told once; the monitor is withdrawn when it ends
   */
  public Monitor monitor(ChildPath path, ActorRef<Down> replyTo) {
    return monitors.byActor(() -> monitors.known(path), replyTo);
  }

  /**
   * Monitors this incarnation.
   *
   * @param replyTo told once; the monitor is withdrawn when it ends
   */
  public Monitor monitor(Incarnation incarnation, ActorRef<Down> replyTo) {
    return monitors.byActor(() -> monitors.known(incarnation), replyTo);
  }

  /**
   * Completes when the incarnation that is alive now has ended, at once when none is; never
   * exceptionally. A child that is going to be restarted has ended, too.
   */
  public CompletionStage<Down> await(ChildPath path) {
    return monitor(path).down();
  }

  /** Says what {@link #await} would, if it would at once. */
  public Attempt tryAwait(ChildPath path) {
    return monitors.known(path);
  }

  // Links

  /**
   * Links the incarnations of two children that are up now: when one crashes, so does the other. A
   * link ends with either of them.
   */
  public LinkResult link(ChildPath one, ChildPath other) {
    return change(one, other, links::link);
  }

  /** Unlinks two incarnations; a link that was declared comes back with the next pair. */
  public LinkResult unlink(ChildPath one, ChildPath other) {
    return change(one, other, links::unlink);
  }

  private LinkResult change(ChildPath one, ChildPath other, Function<LinkPair, LinkResult> change) {
    Optional<LinkResult> refusal = refusal(one, other);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    LinkPair pair = new LinkPair(one, other);
    LinkResult result;
    boolean changed;
    synchronized (this) {
      boolean tied = links.isTied(pair);
      result = change.apply(pair);
      changed = tied != links.isTied(pair);
    }
    // Not while this is locked: whoever is told may ask.
    if (changed) {
      told.publish(
          result instanceof LinkResult.Linked
              ? new ProcessEvent.Linked(one, other)
              : new ProcessEvent.Unlinked(one, other));
    }
    return result;
  }

  private Optional<LinkResult> refusal(ChildPath one, ChildPath other) {
    for (ChildPath path : List.of(one, other)) {
      if (registry.at(path).isEmpty()) {
        return Optional.of(new LinkResult.NoSuchChild(path));
      }
    }
    return LinkPair.refusal(one, other).map(LinkResult.Refused::new);
  }

  // For the tree

  /**
   * Declares a child, unless there is one of the same id below another supervisor.
   *
   * @return that one; empty when the child is declared
   */
  synchronized Optional<ChildPath> declaredAlone(ChildPath path, ChildSpec spec) {
    Optional<ChildPath> other = index.namesake(path);
    if (other.isEmpty()) {
      declared(path, spec);
    }
    return other;
  }

  /** A child was declared, or declared anew. */
  synchronized void declared(ChildPath path, ChildSpec spec) {
    links.withdraw(path);
    index.put(path, spec);
    spec.links().forEach(id -> declareLink(path, id));
    index.naming(spec.id()).forEach(other -> declareLink(other, spec.id()));
  }

  private void declareLink(ChildPath from, String id) {
    index
        .resolve(from, id)
        .filter(to -> LinkPair.refusal(from, to).isEmpty())
        .ifPresent(to -> links.declare(new LinkPair(from, to)));
  }

  /** An actor is there. */
  void spawned(Incarnation incarnation, ActorRef<?> ref, Optional<? extends Class<?>> messages) {
    addresses.put(incarnation, ref, messages);
  }

  /** Where the tree tells its facts: there, and here. */
  EventSink listening(EventSink events) {
    told = events;
    return event -> {
      events.publish(event);
      note(event);
    };
  }

  void forget(Observer observer) {
    monitors.forget(observer);
  }

  /** Nobody is left, whatever was told of them. */
  void close() {
    List<Runnable> answers = new ArrayList<>();
    synchronized (this) {
      registry.close("its tree has ended").forEach(gone -> answers.addAll(monitors.ended(gone)));
    }
    answers.forEach(Runnable::run);
  }

  /** Adds the children, links and monitors there are now. */
  synchronized void draw(GraphBuilder graph) {
    graph.children(index);
    links.inForce().forEach(pair -> graph.linked(pair.one(), pair.other()));
    monitors.draw(graph);
  }

  private void note(ProcessEvent event) {
    List<Runnable> answers = new ArrayList<>();
    List<Victim> victims = List.of();
    synchronized (this) {
      for (Departure gone : registry.accept(event)) {
        addresses.remove(gone.incarnation());
        List<Victim> doomed = links.ended(gone);
        if (!doomed.isEmpty()) {
          due.put(gone.incarnation(), doomed);
        }
        answers.addAll(monitors.ended(gone));
      }
      if (event instanceof ProcessEvent.Ended || event instanceof ProcessEvent.Starting) {
        victims = dueBelow(event.path());
      }
      if (event instanceof ProcessEvent.Undeclared) {
        index.remove(event.path());
        links.withdraw(event.path());
      }
      tie(event);
    }
    victims.forEach(crash);
    answers.forEach(Runnable::run);
  }

  /**
   * The supervisor of one that has failed has acted on that: now those crash that are linked with
   * it. Not before, or else it would hear of siblings that crashed for a reason it does not know of
   * yet, and would restart some of them twice.
   */
  void supervisorHasActed(Incarnation gone) {
    List<Victim> victims;
    synchronized (this) {
      victims = due.getOrDefault(gone, List.of());
      due.remove(gone);
    }
    victims.forEach(crash);
  }

  /** Victims of those whose supervisor is not there any more to act. */
  private List<Victim> dueBelow(ChildPath path) {
    if (due.isEmpty()) {
      return List.of();
    }
    List<Victim> victims = new ArrayList<>();
    due.entrySet()
        .removeIf(
            entry -> {
              boolean below = path.isAbove(entry.getKey().path());
              if (below) {
                victims.addAll(entry.getValue());
              }
              return below;
            });
    return victims;
  }

  private void tie(ProcessEvent event) {
    if (event instanceof ProcessEvent.Launched
        || event instanceof ProcessEvent.Adopted
        || event instanceof ProcessEvent.Ready) {
      current(event).ifPresent(links::up);
    } else if (event instanceof ProcessEvent.Stopping) {
      current(event).ifPresent(links::stopping);
    }
  }

  private Optional<Incarnation> current(ProcessEvent event) {
    return registry.at(event.path()).flatMap(Registration::current);
  }
}
