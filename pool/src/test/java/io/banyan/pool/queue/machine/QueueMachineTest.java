package io.banyan.pool.queue.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QueueMachineTest {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final QueueRules RULES =
      new QueueRules(3, 2, Backoff.constant(Duration.ofSeconds(10)), LEASE, 1);

  private final QueueMachine<String> machine =
      new QueueMachine<>(RULES, RandomGenerator.getDefault());
  private Moment now = new Moment(Instant.parse("2026-01-01T00:00:00Z"), 1_000);

  private static Draft<String> draft(String value, int priority, Moment at) {
    return new Draft<>(value, priority, Optional.empty(), at.time());
  }

  private static Draft<String> keyed(String value, String key, Moment at) {
    return new Draft<>(value, 0, Optional.of(key), at.time());
  }

  private Step<String> begin(Draft<String> draft) {
    return ((Admission.Admitted<String>) machine.push(draft, now)).step();
  }

  private long push(String value) {
    return push(draft(value, 0, now));
  }

  private long push(Draft<String> draft) {
    Step<String> step = begin(draft);
    machine.kept(step, now);
    return step.id();
  }

  private Ticket take() {
    Step<String> step = machine.take(now).orElseThrow();
    return new Ticket(step.id(), machine.kept(step, now));
  }

  private String value(Step<String> step) {
    return step.before().orElseThrow().value();
  }

  private void settle(Ticket ticket, Outcome outcome) {
    machine.kept(machine.settle(ticket, outcome, now).orElseThrow(), now);
  }

  private void after(Duration time) {
    now = now.plus(time);
  }

  private void upkeep() {
    machine.upkeep(now).forEach(step -> machine.kept(step, now));
  }

  /** Fails it twice. */
  private long die(String value) {
    long id = push(value);
    settle(take(), new Outcome.Failed("first"));
    after(Duration.ofSeconds(10));
    settle(take(), new Outcome.Failed("second"));
    return id;
  }

  @Nested
  class Order {

    @Test
    void is_that_of_the_pushes_within_a_priority_and_higher_ones_come_first() {
      push(draft("late", 0, now));
      push(draft("later", 0, now));
      push(draft("urgent", 1, now));
      assertThat(value(machine.take(now).orElseThrow())).isEqualTo("urgent");
      assertThat(value(machine.take(now).orElseThrow())).isEqualTo("late");
      assertThat(value(machine.take(now).orElseThrow())).isEqualTo("later");
      assertThat(machine.take(now)).isEmpty();
    }

    @Test
    void of_a_delayed_task_is_its_own_when_its_time_has_come() {
      push(draft("delayed", 0, now.plus(Duration.ofSeconds(5))));
      push("now");
      assertThat(machine.counts(now).delayed()).isEqualTo(1);
      assertThat(machine.nextWake(now)).contains(Duration.ofSeconds(5));
      after(Duration.ofSeconds(5));
      assertThat(machine.counts(now).waiting()).isEqualTo(2);
      assertThat(value(machine.take(now).orElseThrow())).isEqualTo("delayed");
    }
  }

  @Nested
  class A_push {

    @Test
    void is_not_to_be_had_before_it_is_kept() {
      Step<String> step = begin(draft("a", 0, now));
      assertThat(machine.take(now)).isEmpty();
      machine.kept(step, now);
      assertThat(machine.take(now)).isPresent();
    }

    @Test
    void that_is_not_kept_gives_its_place_and_its_key_back() {
      Step<String> step = begin(keyed("a", "k", now));
      machine.notKept(step, now);
      assertThat(machine.isDrained()).isTrue();
      assertThat(push(keyed("b", "k", now))).isEqualTo(2);
      assertThat(machine.counts(now).pushed()).isEqualTo(1);
    }

    @Test
    void is_refused_when_the_queue_is_full_of_waiting_taken_and_arriving_tasks() {
      push("a");
      push("b");
      take();
      begin(draft("c", 0, now));
      assertThat(machine.push(draft("d", 0, now), now)).isInstanceOf(Admission.Full.class);
    }

    @Test
    void of_a_key_that_is_in_is_told_the_one_that_is_in_until_that_is_gone_or_dead() {
      long first = push(keyed("a", "k", now));
      assertThat(machine.push(keyed("b", "k", now), now))
          .isEqualTo(new Admission.Duplicate<>(first));
      Ticket ticket = take();
      assertThat(machine.push(keyed("b", "k", now), now))
          .isEqualTo(new Admission.Duplicate<>(first));
      settle(ticket, new Outcome.Done());
      assertThat(machine.push(keyed("b", "k", now), now)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void is_refused_when_the_queue_is_closed() {
      machine.close();
      assertThat(machine.push(draft("a", 0, now), now)).isInstanceOf(Admission.Closed.class);
    }
  }

  @Nested
  class A_delivery {

    @Test
    void that_is_not_kept_did_not_happen() {
      push("a");
      Step<String> step = machine.take(now).orElseThrow();
      assertThat(machine.take(now)).isEmpty();
      machine.notKept(step, now);
      assertThat(machine.take(now).orElseThrow().after().orElseThrow().attempts()).hasSize(1);
    }

    @Test
    void that_failed_comes_again_after_its_backoff_at_its_old_place() {
      push("a");
      Ticket ticket = take();
      push("b");
      settle(ticket, new Outcome.Failed("broke"));
      assertThat(machine.counts(now)).isEqualTo(new QueueCounts(1, 1, 0, 0, 2, 0, 1, 0));
      after(Duration.ofSeconds(10));
      Step<String> again = machine.take(now).orElseThrow();
      assertThat(value(again)).isEqualTo("a");
      Attempt first = again.after().orElseThrow().attempts().get(0);
      assertThat(first.ending().orElseThrow().reason()).isEqualTo("broke");
    }

    @Test
    void to_be_repeated_comes_again_after_its_own_delay() {
      push("a");
      settle(take(), new Outcome.Again(Duration.ofSeconds(3), "busy"));
      assertThat(machine.take(now)).isEmpty();
      after(Duration.ofSeconds(3));
      assertThat(machine.take(now)).isPresent();
    }

    @Test
    void that_was_given_back_does_not_count() {
      push("a");
      settle(take(), new Outcome.GivenBack());
      assertThat(machine.take(now).orElseThrow().after().orElseThrow().attempts()).hasSize(1);
      assertThat(machine.counts(now).failed()).isZero();
    }

    @Test
    void can_be_settled_once() {
      push("a");
      Ticket ticket = take();
      Step<String> step = machine.settle(ticket, new Outcome.Done(), now).orElseThrow();
      assertThat(machine.settle(ticket, new Outcome.Done(), now)).isEmpty();
      machine.kept(step, now);
      assertThat(machine.settle(ticket, new Outcome.Failed("late"), now)).isEmpty();
      assertThat(machine.isDrained()).isTrue();
    }

    @Test
    void whose_settlement_is_not_kept_is_still_with_its_consumer() {
      push("a");
      Ticket ticket = take();
      machine.notKept(machine.settle(ticket, new Outcome.Done(), now).orElseThrow(), now);
      assertThat(machine.counts(now).inFlight()).isEqualTo(1);
      settle(ticket, new Outcome.Done());
      assertThat(machine.isDrained()).isTrue();
    }

    @Test
    void cannot_be_settled_after_its_lease_or_by_the_ticket_of_an_earlier_one() {
      push("a");
      Ticket old = take();
      after(LEASE);
      upkeep();
      assertThat(machine.settle(old, new Outcome.Done(), now)).isEmpty();
      after(Duration.ofSeconds(10));
      take();
      assertThat(machine.settle(old, new Outcome.Done(), now)).isEmpty();
      assertThat(machine.counts(now).inFlight()).isEqualTo(1);
    }

    @Test
    void lasts_as_long_as_it_is_extended() {
      push("a");
      Ticket ticket = take();
      after(Duration.ofSeconds(29));
      assertThat(machine.extend(ticket, LEASE, now)).isTrue();
      after(Duration.ofSeconds(29));
      upkeep();
      assertThat(machine.counts(now).inFlight()).isEqualTo(1);
      after(Duration.ofSeconds(1));
      upkeep();
      assertThat(machine.counts(now).inFlight()).isZero();
      assertThat(machine.extend(ticket, LEASE, now)).isFalse();
    }

    @Test
    void does_not_end_because_somebody_sets_the_clock() {
      push("a");
      take();
      now = new Moment(now.time().plus(Duration.ofDays(1)), now.nanos());
      assertThat(machine.upkeep(now)).isEmpty();
    }
  }

  @Nested
  class A_dead_letter {

    @Test
    void is_what_failed_in_its_last_attempt_and_knows_all_reasons() {
      long id = die("a");
      Task<String> dead = machine.dead().get(0);
      assertThat(dead.id()).isEqualTo(id);
      assertThat(dead.attempts())
          .extracting(attempt -> attempt.ending().orElseThrow().reason())
          .containsExactly("first", "second");
      assertThat(machine.isDrained()).isTrue();
      assertThat(machine.take(now)).isEmpty();
    }

    @Test
    void is_dropped_when_there_are_too_many_the_oldest_first() {
      die("a");
      long second = die("b");
      upkeep();
      assertThat(machine.dead()).extracting(Task::id).containsExactly(second);
    }

    @Test
    void that_is_wanted_again_has_all_its_attempts() {
      long id = die("a");
      machine.kept(
          ((Admission.Admitted<String>) machine.requeue(id, now).orElseThrow()).step(), now);
      assertThat(machine.dead()).isEmpty();
      assertThat(machine.take(now).orElseThrow().after().orElseThrow().attempts()).hasSize(1);
    }

    @Test
    void stays_when_the_queue_is_full() {
      long id = die("a");
      push("b");
      push("c");
      push("d");
      assertThat(machine.requeue(id, now)).containsInstanceOf(Admission.Full.class);
      assertThat(machine.dead()).hasSize(1);
    }

    @Test
    void that_is_dropped_is_gone() {
      long id = die("a");
      machine.kept(machine.drop(id).orElseThrow(), now);
      assertThat(machine.drop(id)).isEmpty();
      assertThat(machine.requeue(id, now)).isEmpty();
    }

    @Test
    void is_not_a_task_that_waits() {
      long id = push("a");
      assertThat(machine.drop(id)).isEmpty();
      assertThat(machine.requeue(id, now)).isEmpty();
    }
  }

  @Nested
  class What_was_kept_of_an_earlier_life {

    @Test
    void comes_back_and_what_was_with_a_consumer_has_failed_once_more() {
      push("waiting");
      push(draft("urgent", 9, now));
      take();
      List<Task<String>> kept = machine.all();

      QueueMachine<String> next = new QueueMachine<>(RULES, RandomGenerator.getDefault());
      List<Step<String>> steps = next.restore(kept, 7, now);
      assertThat(steps).hasSize(1);
      steps.forEach(step -> next.kept(step, now));
      Task<String> urgent = next.take(now).orElseThrow().after().orElseThrow();
      assertThat(urgent.value()).isEqualTo("urgent");
      assertThat(urgent.attempts()).hasSize(2);
      assertThat(urgent.attempts().get(0).ending().orElseThrow().reason())
          .isEqualTo("the runtime ended");
      assertThat(((Admission.Admitted<String>) next.push(draft("new", 0, now), now)).step().id())
          .isEqualTo(8);
    }

    @Test
    void is_dead_when_that_was_its_last_attempt() {
      push("a");
      settle(take(), new Outcome.Failed("first"));
      after(Duration.ofSeconds(10));
      take();
      QueueMachine<String> next = new QueueMachine<>(RULES, RandomGenerator.getDefault());
      next.restore(machine.all(), 1, now).forEach(step -> next.kept(step, now));
      assertThat(next.dead()).hasSize(1);
      assertThat(next.isDrained()).isTrue();
    }
  }
}
