package io.banyan.pool.queue.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random operations, some of which cannot be kept, against a model that is so simple that it is
 * right: a list that is searched from end to end.
 */
class QueueModelTest {

  private static final int OPERATIONS = 20_000;
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final int CAPACITY = 12;
  private static final int ATTEMPTS = 3;
  private static final int DEAD_KEPT = 4;
  private static final Duration BACKOFF = Duration.ofSeconds(4);

  private static final class Known {
    long id;
    int priority;
    Optional<String> key = Optional.empty();
    Instant notBefore = Instant.EPOCH;
    int attempts;
    boolean dead;
    Optional<Ticket> holder = Optional.empty();
    long leaseEnd;
  }

  private final QueueMachine<String> machine =
      new QueueMachine<>(
          new QueueRules(CAPACITY, ATTEMPTS, Backoff.constant(BACKOFF), LEASE, DEAD_KEPT),
          new Random(1));
  private final List<Known> model = new ArrayList<>();
  private final List<Ticket> spent = new ArrayList<>();
  private Moment now = new Moment(Instant.parse("2026-01-01T00:00:00Z"), -5);
  private Random random = new Random();
  private int delivered;
  private int died;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agrees_with_the_machine(long seed) {
    random = new Random(seed);
    for (int i = 0; i < OPERATIONS; i++) {
      operate();
      agree();
    }
    assertThat(delivered).isGreaterThan(1_000);
    assertThat(died).isGreaterThan(100);
  }

  private void operate() {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> push();
      case 3, 4, 5 -> take();
      case 6, 7 -> settle();
      case 8 -> time();
      default -> letters();
    }
  }

  private boolean keeps(Step<String> step) {
    boolean kept = random.nextInt(8) > 0;
    if (!kept) {
      machine.notKept(step, now);
    }
    return kept;
  }

  private long live() {
    return model.stream().filter(one -> !one.dead).count();
  }

  private Optional<Known> ofKey(Optional<String> key) {
    return model.stream()
        .filter(one -> !one.dead && key.isPresent() && one.key.equals(key))
        .findFirst();
  }

  private void push() {
    Known one = new Known();
    one.priority = random.nextInt(3);
    one.key = random.nextInt(3) == 0 ? Optional.of("key" + random.nextInt(4)) : Optional.empty();
    one.notBefore = now.time().plusSeconds(random.nextInt(3) * 3L);
    Admission<String> admission =
        machine.push(new Draft<>("value", one.priority, one.key, one.notBefore), now);
    if (ofKey(one.key).isPresent()) {
      assertThat(admission).isEqualTo(new Admission.Duplicate<>(ofKey(one.key).get().id));
    } else if (live() >= CAPACITY) {
      assertThat(admission).isInstanceOf(Admission.Full.class);
    } else {
      Step<String> step = ((Admission.Admitted<String>) admission).step();
      if (keeps(step)) {
        machine.kept(step, now);
        one.id = step.id();
        model.add(one);
      }
    }
  }

  private void take() {
    Optional<Known> best =
        model.stream()
            .filter(one -> !one.dead && one.holder.isEmpty())
            .filter(one -> !one.notBefore.isAfter(now.time()))
            .min(
                Comparator.<Known>comparingInt(one -> -one.priority)
                    .thenComparingLong(one -> one.id));
    Optional<Step<String>> step = machine.take(now);
    assertThat(step.map(Step::id)).isEqualTo(best.map(one -> one.id));
    if (step.isPresent() && keeps(step.get())) {
      Known one = best.orElseThrow();
      one.holder = Optional.of(new Ticket(one.id, machine.kept(step.get(), now)));
      one.attempts++;
      one.leaseEnd = now.plus(LEASE).nanos();
      delivered++;
    }
  }

  private void settle() {
    if (!spent.isEmpty() && random.nextInt(4) == 0) {
      Ticket old = spent.get(random.nextInt(spent.size()));
      assertThat(machine.settle(old, new Outcome.Done(), now)).isEmpty();
    }
    List<Known> held = model.stream().filter(one -> one.holder.isPresent()).toList();
    if (held.isEmpty()) {
      return;
    }
    Known one = held.get(random.nextInt(held.size()));
    Outcome outcome =
        List.of(
                new Outcome.Done(),
                new Outcome.Failed("broke"),
                new Outcome.Again(Duration.ofSeconds(2), "busy"),
                new Outcome.GivenBack())
            .get(random.nextInt(4));
    Step<String> step = machine.settle(one.holder.orElseThrow(), outcome, now).orElseThrow();
    if (keeps(step)) {
      machine.kept(step, now);
      settled(one, outcome);
    }
  }

  private void settled(Known one, Outcome outcome) {
    spent.add(one.holder.orElseThrow());
    one.holder = Optional.empty();
    if (outcome instanceof Outcome.Done) {
      model.remove(one);
    } else if (outcome instanceof Outcome.GivenBack) {
      one.attempts--;
    } else {
      Duration delay = outcome instanceof Outcome.Again again ? again.delay() : BACKOFF;
      one.notBefore = now.time().plus(delay);
      one.dead = one.attempts >= ATTEMPTS;
      died += one.dead ? 1 : 0;
    }
  }

  private void time() {
    now = now.plus(Duration.ofSeconds(random.nextInt(8)));
    List<Step<String>> steps = machine.upkeep(now);
    List<Known> expired =
        model.stream()
            .filter(one -> one.holder.isPresent() && one.leaseEnd - now.nanos() <= 0)
            .toList();
    List<Known> dead =
        model.stream().filter(one -> one.dead).sorted(Comparator.comparing(one -> one.id)).toList();
    List<Known> surplus = dead.subList(0, Math.max(0, dead.size() - DEAD_KEPT));
    assertThat(steps).hasSize(expired.size() + surplus.size());
    for (Step<String> step : steps) {
      if (keeps(step)) {
        machine.kept(step, now);
        Known one = model.stream().filter(any -> any.id == step.id()).findFirst().orElseThrow();
        if (step.after().isEmpty()) {
          assertThat(surplus).contains(one);
          model.remove(one);
        } else {
          assertThat(expired).contains(one);
          settled(one, new Outcome.Failed("its lease ended"));
        }
      }
    }
  }

  private void letters() {
    List<Known> dead = model.stream().filter(one -> one.dead).toList();
    if (dead.isEmpty()) {
      return;
    }
    Known one = dead.get(random.nextInt(dead.size()));
    if (random.nextBoolean()) {
      Step<String> step = machine.drop(one.id).orElseThrow();
      if (keeps(step)) {
        machine.kept(step, now);
        model.remove(one);
      }
    } else {
      requeue(one, machine.requeue(one.id, now).orElseThrow());
    }
  }

  private void requeue(Known one, Admission<String> admission) {
    if (ofKey(one.key).isPresent()) {
      assertThat(admission).isEqualTo(new Admission.Duplicate<>(ofKey(one.key).get().id));
    } else if (live() >= CAPACITY) {
      assertThat(admission).isInstanceOf(Admission.Full.class);
    } else {
      Step<String> step = ((Admission.Admitted<String>) admission).step();
      if (keeps(step)) {
        machine.kept(step, now);
        one.dead = false;
        one.attempts = 0;
        one.notBefore = now.time();
      }
    }
  }

  private void agree() {
    QueueCounts counts = machine.counts(now);
    assertThat(counts.dead()).isEqualTo((int) model.stream().filter(one -> one.dead).count());
    assertThat(counts.inFlight())
        .isEqualTo((int) model.stream().filter(one -> one.holder.isPresent()).count());
    assertThat(counts.waiting() + counts.delayed() + counts.inFlight()).isEqualTo((int) live());
    assertThat(machine.all()).hasSize(model.size());
    assertThat(machine.isDrained()).isEqualTo(live() == 0);
  }
}
