package io.banyan.supervision.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Anything in any order: children come up, end, decline, operators interfere. Whatever happens, no
 * child has two lives at once, what was asked is answered in the end, and a supervisor that is told
 * to stop does.
 */
class RandomLifeTest {

  private static final int RUNS = 150;
  private static final int STEPS = 300;

  private Random random = new Random(0);
  private SupervisorMachine machine = new SupervisorMachine(Specs.oneForOne());
  private final Set<String> starting = new TreeSet<>();
  private final Set<String> running = new TreeSet<>();
  private final Set<String> stopping = new TreeSet<>();
  private final Set<String> delayed = new TreeSet<>();
  private boolean ended;
  private int added;

  @ParameterizedTest
  @ValueSource(strings = {"ONE_FOR_ONE", "ONE_FOR_ALL", "REST_FOR_ONE", "DYNAMIC"})
  void keeps_its_promises(String kind) {
    for (int seed = 0; seed < RUNS; seed++) {
      begin(kind, seed);
      for (int step = 0; step < STEPS && !ended; step++) {
        step(kind.equals("DYNAMIC"));
        check(kind + ", seed " + seed + ", step " + step);
      }
      comesToRest(kind + ", seed " + seed);
      stops(kind + ", seed " + seed);
    }
  }

  private void begin(String kind, int seed) {
    random = new Random(seed);
    List.of(starting, running, stopping, delayed).forEach(Set::clear);
    ended = false;
    RestartLimit limit = new RestartLimit(1_000_000, Duration.ofHours(1));
    if (kind.equals("DYNAMIC")) {
      machine =
          new SupervisorMachine(SupervisorSpec.dynamic(limit, new Template(Specs.delayed("w"), 6)));
    } else {
      List<ChildSpec> children = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        children.add(child("c" + i));
      }
      machine = new SupervisorMachine(new SupervisorSpec(Strategy.valueOf(kind), limit, children));
    }
    carryOut(machine.begin());
    while (!starting.isEmpty()) {
      ready(starting.iterator().next());
    }
  }

  private ChildSpec child(String id) {
    return random.nextBoolean()
        ? Specs.delayed(id)
        : Specs.child(id, RestartType.values()[random.nextInt(3)]);
  }

  private void step(boolean dynamic) {
    switch (random.nextInt(10)) {
      case 0, 1 -> pick(starting, this::ready);
      case 2 -> pick(starting, id -> ends(id, ChildEnd.NOT_STARTED));
      case 3 -> pick(running, id -> ends(id, ChildEnd.FAILURE));
      case 4 -> pick(running, id -> ends(id, ChildEnd.SUCCESS));
      case 5 -> pick(stopping, id -> ends(id, ChildEnd.values()[random.nextInt(4)]));
      case 6 -> pick(delayed, this::delayOver);
      case 7 -> add(dynamic);
      default -> pick(known(), this::operate);
    }
  }

  private void operate(String id) {
    switch (random.nextInt(4)) {
      case 0 -> carryOut(machine.stop(id));
      case 1 -> carryOut(machine.start(id));
      case 2 -> carryOut(machine.restart(id));
      default -> {
        if (machine.admission().delete(id).isEmpty()) {
          carryOut(machine.delete(id));
        }
      }
    }
  }

  private void add(boolean dynamic) {
    String id = "x" + added++ % 8;
    if (dynamic && machine.admission().startAnother(id).isEmpty()) {
      carryOut(machine.startAnother(id, List.of()));
    } else if (!dynamic && machine.admission().add(Specs.permanent(id)).isEmpty()) {
      carryOut(machine.add(child(id), random.nextBoolean()));
    }
  }

  /** When everybody does what is asked, nobody is left waiting. */
  private void comesToRest(String when) {
    for (int i = 0; i < 1000 && !ended; i++) {
      if (starting.isEmpty() && stopping.isEmpty() && delayed.isEmpty()) {
        break;
      }
      pick(delayed, this::delayOver);
      pick(stopping, id -> ends(id, ChildEnd.SUCCESS));
      pick(starting, this::ready);
    }
    for (String id : known()) {
      assertThat(machine.phase(id)).as(when).isIn(ChildPhase.RUNNING, ChildPhase.DOWN);
    }
    check(when);
  }

  private void stops(String when) {
    if (!ended) {
      carryOut(machine.shutdown(false));
    }
    for (int i = 0; i < 1000 && !ended; i++) {
      pick(stopping, id -> ends(id, ChildEnd.SUCCESS));
    }
    assertThat(ended).as(when).isTrue();
    assertThat(alive()).as(when).isEmpty();
  }

  private void check(String when) {
    assertThat(machine.counts().active()).as(when).isEqualTo(alive().size());
    running.forEach(
        id -> assertThat(machine.phase(id)).as(when + ": " + id).isEqualTo(ChildPhase.RUNNING));
    delayed.forEach(
        id -> assertThat(machine.phase(id)).as(when + ": " + id).isEqualTo(ChildPhase.DELAYED));
  }

  private Set<String> alive() {
    Set<String> all = new HashSet<>(starting);
    all.addAll(running);
    all.addAll(stopping);
    return all;
  }

  private Set<String> known() {
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < 8; i++) {
      ids.add("c" + i);
      ids.add("x" + i);
    }
    ids.removeIf(id -> !machine.has(id));
    return ids;
  }

  private void pick(Set<String> from, Consumer<String> what) {
    if (!from.isEmpty()) {
      what.accept(List.copyOf(from).get(random.nextInt(from.size())));
    }
  }

  private void ready(String id) {
    starting.remove(id);
    running.add(id);
    carryOut(machine.childRunning(id, 0));
  }

  private void ends(String id, ChildEnd how) {
    List.of(starting, running, stopping).forEach(set -> set.remove(id));
    carryOut(machine.childEnded(id, how, 0));
  }

  private void delayOver(String id) {
    delayed.remove(id);
    carryOut(machine.delayOver(id));
  }

  private void carryOut(List<Action> actions) {
    for (Action action : actions) {
      assertThat(ended).as("nothing after the end").isFalse();
      if (action instanceof Action.Start start) {
        assertThat(alive()).doesNotContain(start.id());
        starting.add(start.id());
      } else if (action instanceof Action.Stop stop) {
        assertThat(starting.remove(stop.id()) || running.remove(stop.id())).isTrue();
        stopping.add(stop.id());
      } else if (action instanceof Action.StartDelay delay) {
        assertThat(delayed.add(delay.id())).isTrue();
      } else if (action instanceof Action.CancelDelay cancel) {
        assertThat(delayed.remove(cancel.id())).isTrue();
      } else if (action instanceof Action.Remove remove) {
        assertThat(alive()).doesNotContain(remove.id());
      } else if (action instanceof Action.End) {
        ended = true;
      }
    }
  }
}
