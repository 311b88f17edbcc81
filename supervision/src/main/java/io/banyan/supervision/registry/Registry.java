package io.banyan.supervision.registry;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.runtime.process.Incarnation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The names of a tree, across all its supervisors: path → current incarnation. Read it from any
 * thread; an answer is true at the moment it is given. Facts come from one thread at a time.
 */
public final class Registry {

  private final Map<ChildPath, Registration> names = new ConcurrentHashMap<>();

  /** The texts of the paths at which somebody is alive, sorted, so that a subtree is a range. */
  private final NavigableMap<String, ChildPath> alive = new ConcurrentSkipListMap<>();

  /** What this path stands for; empty when there is no such child. */
  public Optional<Registration> at(ChildPath path) {
    return Optional.ofNullable(names.get(path));
  }

  /** What a path, or an id that only one child has, stands for. */
  public Optional<Registration> find(String idOrPath) {
    Registration exact = names.get(new ChildPath(idOrPath));
    if (exact != null) {
      return Optional.of(exact);
    }
    List<Registration> found =
        names.values().stream().filter(name -> name.path().id().equals(idOrPath)).limit(2).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** All names, sorted by path. */
  public List<Registration> all() {
    return names.values().stream()
        .sorted((one, other) -> one.path().compareTo(other.path()))
        .toList();
  }

  /**
   * Takes note of a fact.
   *
   * @return the incarnations that were alive before it and are not any more
   */
  public List<Departure> accept(ProcessEvent event) {
    ChildPath path = event.path();
    Registration known = names.getOrDefault(path, Registration.declared(path));
    if (event instanceof ProcessEvent.ProcessDeclared
        || event instanceof ProcessEvent.ActorDeclared
        || event instanceof ProcessEvent.SupervisorDeclared) {
      names.putIfAbsent(path, known);
    } else if (event instanceof ProcessEvent.Undeclared) {
      return undeclared(path);
    } else if (event instanceof ProcessEvent.Starting starting) {
      List<Departure> lost = lose(path, "its supervisor ended without a word");
      put(known.started(starting.incarnation()));
      return lost;
    } else if (event instanceof ProcessEvent.Adopted adopted) {
      List<Departure> lost = lose(path, "its supervisor ended without a word");
      put(known.started(adopted.incarnation()).with(adopted.process()));
      return lost;
    } else if (event instanceof ProcessEvent.Launched launched
        && known.isAlive(launched.incarnation())) {
      put(known.with(launched.process()));
    } else if (event instanceof ProcessEvent.Ready ready && known.isAlive(ready.incarnation())) {
      put(known.in(LifecycleState.RUNNING));
    } else if (event instanceof ProcessEvent.Stopping stop && known.isAlive(stop.incarnation())) {
      put(known.in(LifecycleState.STOPPING));
    } else if (event instanceof ProcessEvent.Restarting && !known.state().isAlive()) {
      put(known.in(LifecycleState.RESTARTING));
    } else if (event instanceof ProcessEvent.Ended ended) {
      return ended(known, ended);
    }
    return List.of();
  }

  /** Nothing of the tree is left: whoever still counts as alive has ended for this reason. */
  public List<Departure> close(String reason) {
    return lose(ChildPath.ROOT, reason);
  }

  private List<Departure> undeclared(ChildPath path) {
    List<Departure> lost = lose(path, "it is no child any more");
    names.remove(path);
    return lost;
  }

  private List<Departure> ended(Registration known, ProcessEvent.Ended ended) {
    LifecycleState state = state(ended.outcome());
    if (!known.isAlive(ended.incarnation())) {
      // A restart that was announced is withdrawn: how the last incarnation ended stays as it is.
      if (!known.state().isAlive() && names.containsKey(known.path())) {
        put(known.in(state));
      }
      return List.of();
    }
    Departure departure =
        new Departure(
            new Incarnation(known.path(), known.number()),
            ended.outcome(),
            ended.exit(),
            ended.reason());
    put(known.ended(state, departure));
    List<Departure> below = lose(known.path(), "its supervisor ended");
    if (below.isEmpty()) {
      return List.of(departure);
    }
    List<Departure> gone = new ArrayList<>(below);
    gone.add(departure);
    return gone;
  }

  /** Whoever is alive at or below a path where nobody can be alive any more. */
  private List<Departure> lose(ChildPath path, String why) {
    Map<String, ChildPath> all = under(path);
    if (all.isEmpty()) {
      return List.of(); // as at every start of a child that has ended before
    }
    List<Departure> lost = new ArrayList<>();
    for (ChildPath one : List.copyOf(all.values())) {
      Registration name = names.getOrDefault(one, Registration.declared(one));
      Departure departure =
          new Departure(
              new Incarnation(one, name.number()),
              Outcome.FAILED,
              Optional.empty(),
              Optional.of(new CrashReason.Error(why)));
      put(name.ended(LifecycleState.FAILED, departure));
      lost.add(departure);
    }
    return lost;
  }

  private Map<String, ChildPath> under(ChildPath path) {
    if (path.isRoot()) {
      return alive;
    }
    // The character after the slash: from "a" itself to before "a0" there is nothing but a's own.
    Map<String, ChildPath> below = alive.subMap(path.text() + "/", path.text() + "0");
    if (!alive.containsKey(path.text())) {
      return below;
    }
    Map<String, ChildPath> both = new ConcurrentHashMap<>(below);
    both.put(path.text(), path);
    return both;
  }

  private void put(Registration name) {
    names.put(name.path(), name);
    if (name.state().isAlive()) {
      alive.put(name.path().text(), name.path());
    } else {
      alive.remove(name.path().text());
    }
  }

  private static LifecycleState state(Outcome outcome) {
    return switch (outcome) {
      case STOPPED -> LifecycleState.STOPPED;
      case KILLED -> LifecycleState.KILLED;
      case EXITED -> LifecycleState.EXITED;
      case FAILED -> LifecycleState.FAILED;
    };
  }
}
