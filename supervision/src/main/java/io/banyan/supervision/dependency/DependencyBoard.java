package io.banyan.supervision.dependency;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all children of a tree have come to, and which of those that depend on others can therefore
 * be started: a fold of all facts. It also puts those who are restarted with what they depend on
 * into order: they are told that they lost it one after the other, the farthest first, each when
 * those who depend on it are down.
 *
 * <p>Safe from any thread; listeners are called with the board locked, so that what they are told
 * is in order.
 */
public final class DependencyBoard implements Consumer<ProcessEvent> {

  private final Map<String, ChildPath> paths = new HashMap<>();
  private final Map<String, Standing> standings = new HashMap<>();
  private final Map<String, Waiter> waiters = new HashMap<>();
  private final Map<String, Set<Waiter>> dependents = new HashMap<>();
  private final Departures departures = new Departures();
  private final LineSearches searches;

  /**
   * @param graph whose lines are looked for from the first incarnation on
   */
  public DependencyBoard(DependencyGraph graph, LineSource lines) {
    this.searches = new LineSearches(lines, this::lineFound);
    graph.all().forEach(searches::add);
  }

  /** A child that depends on others, with the gate that was last told. */
  private static final class Waiter {
    private final ChildSpec spec;
    private final GateListener listener;
    private Gate told;

    Waiter(ChildSpec spec, GateListener listener, Gate told) {
      this.spec = spec;
      this.listener = listener;
      this.told = told;
    }
  }

  /**
   * Watches the gate of a child from here on, until somebody else does.
   *
   * @return how it is now
   */
  public synchronized Gate watch(ChildSpec child, GateListener listener) {
    forget(waiters.get(child.id()));
    Waiter waiter = new Waiter(child, listener, gate(child));
    waiters.put(child.id(), waiter);
    for (Dependency dependency : child.dependsOn()) {
      dependents.computeIfAbsent(dependency.id(), key -> new LinkedHashSet<>()).add(waiter);
    }
    return waiter.told;
  }

  /** Ends all watches of this listener. */
  public synchronized void unwatch(GateListener listener) {
    for (Waiter waiter : List.copyOf(waiters.values())) {
      if (waiter.listener == listener) {
        forget(waiter);
      }
    }
  }

  private void forget(@Nullable Waiter waiter) {
    if (waiter != null) {
      waiters.remove(waiter.spec.id());
      waiter.spec.dependsOn().forEach(on -> dependents(on.id()).remove(waiter));
    }
  }

  @Override
  public synchronized void accept(ProcessEvent event) {
    String id = event.path().id();
    // An id that was declared first is the one that is meant: others may be made while it runs.
    ChildPath first = paths.putIfAbsent(id, event.path());
    if (first != null && !first.equals(event.path())) {
      return;
    }
    Standing before = standing(id);
    Standing after = before.after(event);
    if (event instanceof ProcessEvent.Starting || event instanceof ProcessEvent.Adopted) {
      searches.begin(event.path(), after.incarnation());
    }
    if (!after.equals(before)) {
      stands(id, before, after);
    }
    if (event instanceof ProcessEvent.Undeclared) {
      standings.remove(id);
      paths.remove(id);
    }
  }

  private synchronized void lineFound(ChildPath child, int incarnation, String regex) {
    Standing before = standing(child.id());
    stands(child.id(), before, before.afterLine(incarnation, regex));
  }

  private void stands(String id, Standing before, Standing after) {
    standings.put(id, after);
    if (!after.alive()) {
      departures.down(id);
    }
    if (waiters.isEmpty()) {
      return; // as in most trees, in which every fact comes by here
    }
    Set<Waiter> affected = dependents(id);
    for (Waiter waiter : affected) {
      if (loses(waiter.spec, id, before, after)) {
        departs(waiter.spec.id());
      }
    }
    tellGates(affected);
    tellDepartures();
  }

  private static boolean loses(ChildSpec child, String id, Standing before, Standing after) {
    return child.dependsOn().stream()
        .filter(dependency -> dependency.restartsWithIt() && dependency.id().equals(id))
        .map(Dependency::condition)
        .anyMatch(condition -> before.holds(condition) && !after.holds(condition));
  }

  /** It has to go, and before it whoever is restarted with it. */
  private void departs(String id) {
    if (!departures.add(id) || !standing(id).alive()) {
      return;
    }
    for (Waiter waiter : dependents(id)) {
      if (restartsWith(waiter.spec, id) && standing(waiter.spec.id()).alive()) {
        departs(waiter.spec.id());
      }
    }
    // Nobody is to start because of one that is about to go.
    tellGates(dependents(id));
  }

  private void tellDepartures() {
    for (String id : departures.due(this::isHeldBack)) {
      Waiter waiter = waiters.get(id);
      if (waiter != null) {
        waiter.listener.lost(id);
      }
      if (!standing(id).alive()) {
        departures.down(id);
      }
    }
  }

  private boolean isHeldBack(String id) {
    return dependents(id).stream()
        .anyMatch(
            waiter ->
                restartsWith(waiter.spec, id)
                    && departures.has(waiter.spec.id())
                    && standing(waiter.spec.id()).alive());
  }

  private void tellGates(Set<Waiter> affected) {
    for (Waiter waiter : affected) {
      Gate gate = gate(waiter.spec);
      if (!gate.equals(waiter.told)) {
        waiter.told = gate;
        waiter.listener.changed(waiter.spec.id(), gate);
      }
    }
  }

  private Gate gate(ChildSpec child) {
    return new Gate(
        child.dependsOn().stream()
            .filter(
                dependency ->
                    departures.has(dependency.id())
                        || !standing(dependency.id()).holds(dependency.condition()))
            .toList());
  }

  private static boolean restartsWith(ChildSpec child, String id) {
    return child.dependsOn().stream()
        .anyMatch(dependency -> dependency.restartsWithIt() && dependency.id().equals(id));
  }

  private Set<Waiter> dependents(String id) {
    return dependents.getOrDefault(id, new LinkedHashSet<>());
  }

  private Standing standing(String id) {
    return standings.getOrDefault(id, Standing.UNKNOWN);
  }
}
