package io.banyan.supervision.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A supervisor whose children do what a test says: carries out the actions of the machine at once,
 * as an actor would, and writes them down.
 */
final class World {

  final SupervisorMachine machine;
  private final Deque<Action> todo = new ArrayDeque<>();
  private final List<String> log = new ArrayList<>();
  private final Map<String, Integer> incarnations = new HashMap<>();
  private final Set<String> alive = new TreeSet<>();
  private final Set<String> failing = new HashSet<>();
  private final Set<String> declining = new HashSet<>();
  private final Set<String> stubborn = new HashSet<>();
  private final Set<String> slow = new HashSet<>();
  private Optional<SupervisorEnd> end = Optional.empty();
  private long now;

  World(SupervisorSpec spec) {
    machine = new SupervisorMachine(spec);
  }

  /** Starts the supervisor, when {@link #booted} was not used. */
  void begin() {
    carryOut(machine.begin());
  }

  /** Starts the supervisor with all its children. */
  static World booted(SupervisorSpec spec) {
    World world = new World(spec);
    world.carryOut(world.machine.begin());
    return world;
  }

  // What children do

  /** From now on these cannot be started. */
  void canNotStart(String... ids) {
    failing.addAll(Arrays.asList(ids));
  }

  void canStartAgain(String... ids) {
    failing.removeAll(Arrays.asList(ids));
  }

  /** From now on these decline to start. */
  void decline(String... ids) {
    declining.addAll(Arrays.asList(ids));
  }

  /** From now on these take their time to stop, until {@link #obey}. */
  void ignoreStops(String... ids) {
    stubborn.addAll(Arrays.asList(ids));
  }

  /** From now on these take their time to become ready. */
  void startSlowly(String... ids) {
    slow.addAll(Arrays.asList(ids));
  }

  void obey(String id) {
    stubborn.remove(id);
    ends(id, ChildEnd.SUCCESS);
  }

  /** Ends by itself. */
  void ends(String id, ChildEnd how) {
    assertThat(alive.remove(id)).as(id + " is alive").isTrue();
    carryOut(machine.childEnded(id, how, now));
  }

  void crashes(String id) {
    ends(id, ChildEnd.FAILURE);
  }

  void finishes(String id) {
    ends(id, ChildEnd.SUCCESS);
  }

  /** One that starts slowly is ready. */
  void becomesReady(String id) {
    carryOut(machine.childRunning(id, now));
  }

  void passes(Duration time) {
    now += time.toNanos();
  }

  void delayOver(String id) {
    carryOut(machine.delayOver(id));
  }

  // What operators do

  void stop(String id) {
    carryOut(machine.stop(id));
  }

  void start(String id) {
    carryOut(machine.start(id));
  }

  void restart(String id) {
    carryOut(machine.restart(id));
  }

  void shutDown() {
    carryOut(machine.shutdown(false));
  }

  void killAll() {
    carryOut(machine.shutdown(true));
  }

  void add(ChildSpec child) {
    carryOut(machine.add(child, true));
  }

  void startAnother(String id) {
    carryOut(machine.startAnother(id, List.of()));
  }

  void reconfigure(SupervisorSpec spec) {
    carryOut(machine.reconfigure(spec));
  }

  // What came of it

  /** How often each child of these was started. */
  List<Integer> incarnations(String... ids) {
    return Arrays.stream(ids).map(id -> incarnations.getOrDefault(id, 0)).toList();
  }

  Set<String> alive() {
    return Set.copyOf(alive);
  }

  /** What was done since this was last asked. */
  List<String> log() {
    List<String> result = List.copyOf(log);
    log.clear();
    return result;
  }

  boolean hasEnded() {
    return end.isPresent();
  }

  SupervisorEnd end() {
    return end.orElseThrow(() -> new AssertionError("it goes on"));
  }

  int[] counts() {
    ChildCounts counts = machine.counts();
    return new int[] {counts.specs(), counts.active(), counts.supervisors(), counts.workers()};
  }

  private void carryOut(List<Action> actions) {
    todo.addAll(actions);
    // Also reached from within, where the outer loop goes on.
    while (!todo.isEmpty()) {
      carryOut(todo.removeFirst());
    }
  }

  private void carryOut(Action action) {
    if (action instanceof Action.Start start) {
      log.add("start " + start.id());
      launch(start.id());
    } else if (action instanceof Action.Stop stop) {
      log.add("stop " + stop.id());
      if (!stubborn.contains(stop.id())) {
        ends(stop.id(), ChildEnd.SUCCESS);
      }
    } else if (action instanceof Action.Kill kill) {
      log.add("kill " + kill.id());
      ends(kill.id(), ChildEnd.FAILURE);
    } else if (action instanceof Action.Remove remove) {
      log.add("remove " + remove.id());
    } else if (action instanceof Action.End ended) {
      assertThat(end).as("ends once").isEmpty();
      end = Optional.of(ended.why());
    }
  }

  private void launch(String id) {
    assertThat(alive.add(id)).as(id + " is started while it is alive").isTrue();
    incarnations.merge(id, 1, Integer::sum);
    if (failing.contains(id)) {
      ends(id, ChildEnd.NOT_STARTED);
    } else if (declining.contains(id)) {
      ends(id, ChildEnd.DECLINED);
    } else if (!slow.contains(id)) {
      carryOut(machine.childRunning(id, now));
    }
  }
}
