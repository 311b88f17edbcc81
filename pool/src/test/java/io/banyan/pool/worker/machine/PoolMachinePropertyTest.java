package io.banyan.pool.worker.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool and its workers, who do whatever they like, for thousands of steps. */
class PoolMachinePropertyTest {

  private static final int STEPS = 4000;

  private final Map<Integer, Long> given = new HashMap<>();
  private final Set<Integer> starting = new HashSet<>();
  private final Set<Integer> up = new HashSet<>();
  private final Set<Integer> ending = new HashSet<>();
  private final Set<Long> open = new HashSet<>();
  private final Set<Long> outside = new HashSet<>();
  private final Map<Long, Integer> attempts = new HashMap<>();
  private final Map<Long, Boolean> mayRun = new HashMap<>();
  private long now;
  private long tasks;
  private boolean drained;
  private PoolRules rules = Rules.of(1, 1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void nothing_is_lost_nothing_is_done_twice_and_there_are_never_too_many(long seed) {
    Random random = new Random(seed);
    rules = rules(random);
    PoolMachine machine = new PoolMachine(rules, random);
    check(machine, machine.begin(now));
    for (int step = 0; step < STEPS; step++) {
      PoolEvent event = event(random);
      if (event instanceof PoolEvent.Returned back && up.contains(back.worker())) {
        given.remove(back.worker());
        mayRun.put(back.task(), !(back.verdict() instanceof Verdict.Done));
        if (back.verdict() instanceof Verdict.NotGiven) {
          attempts.merge(back.task(), -1, Integer::sum);
        }
      }
      check(machine, machine.on(event, now));
    }
    end(machine);
  }

  private static PoolRules rules(Random random) {
    int max = 1 + random.nextInt(4);
    Set<RetryOn> retries = new HashSet<>(List.of(RetryOn.values()));
    retries.removeIf(way -> random.nextBoolean());
    return Rules.of(random.nextInt(max + 1), max)
        .withQueue(1 + random.nextInt(5), WhenFull.values()[random.nextInt(3)])
        .withTasks(
            new TaskRules(
                random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofSeconds(20)),
                1 + random.nextInt(3),
                retries,
                WhenCancelled.values()[random.nextInt(2)]))
        .withRecycling(
            new Recycling(
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(3),
                OptionalLong.of(900),
                random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofMinutes(3))));
  }

  private PoolEvent event(Random random) {
    now += random.nextInt(3) == 0 ? Duration.ofMillis(random.nextInt(9000)).toNanos() : 0;
    int worker = 1 + random.nextInt(rules.size().max());
    int choice = random.nextInt(100);
    if (choice < 35) {
      tasks++;
      open.add(tasks);
      outside.add(tasks);
      return new PoolEvent.Submitted(tasks);
    } else if (choice < 40) {
      return new PoolEvent.Cancelled(1 + random.nextInt((int) tasks + 1));
    } else if (choice < 45) {
      return new PoolEvent.Uses(worker, random.nextInt(1000));
    } else if (choice < 60) {
      return new PoolEvent.Woke();
    } else if (starting.contains(worker)) {
      return started(worker, random);
    } else if (choice < 90 && given.containsKey(worker)) {
      return new PoolEvent.Returned(worker, given.get(worker), verdict(random));
    } else if (ending.contains(worker) || (up.contains(worker) && choice > 95)) {
      return gone(worker);
    }
    return new PoolEvent.Woke();
  }

  private PoolEvent started(int worker, Random random) {
    starting.remove(worker);
    if (random.nextInt(4) == 0) {
      return new PoolEvent.NotStarted(worker, "no luck");
    }
    up.add(worker);
    return new PoolEvent.Ready(worker);
  }

  private PoolEvent gone(int worker) {
    up.remove(worker);
    ending.remove(worker);
    Long task = given.remove(worker);
    if (task != null) {
      mayRun.put(task, true);
    }
    return new PoolEvent.Ended(worker, "it fell over");
  }

  private static Verdict verdict(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new Verdict.Failed("no");
      case 1 -> new Verdict.Lost("gone");
      case 2 -> new Verdict.NotGiven("too late");
      default -> new Verdict.Done();
    };
  }

  /** Carries out what was decided, and looks whether it could be. */
  private void check(PoolMachine machine, List<Decision> decisions) {
    for (Decision decision : decisions) {
      if (decision instanceof Decision.Start start) {
        assertThat(starting.add(start.worker())).isTrue();
        assertThat(up).doesNotContain(start.worker());
        assertThat(ending).doesNotContain(start.worker());
      } else if (decision instanceof Decision.Run run) {
        run(run);
      } else if (decision instanceof Decision.Stop stop) {
        assertThat(given).doesNotContainKey(stop.worker());
        end(stop.worker());
      } else if (decision instanceof Decision.Kill kill) {
        Long task = given.remove(kill.worker());
        if (task != null) {
          mayRun.put(task, true);
        }
        end(kill.worker());
      } else if (decision instanceof Decision.Admit admit) {
        assertThat(outside.remove(admit.task())).isTrue();
      } else if (decision instanceof Decision.Finish finish) {
        finish(finish);
      } else if (decision instanceof Decision.Drained) {
        assertThat(drained).isFalse();
        drained = true;
      }
    }
    assertThat(starting.size() + up.size() + ending.size()).isLessThanOrEqualTo(rules.size().max());
    PoolState state = machine.state();
    assertThat(state.busy()).isEqualTo(given.size());
    assertThat(state.outside()).isEqualTo(outside.size());
    assertThat(state.queued() + state.busy() + state.outside()).isEqualTo(open.size());
  }

  private void run(Decision.Run run) {
    assertThat(drained).isFalse();
    assertThat(up).contains(run.worker());
    assertThat(given.put(run.worker(), run.task())).isNull();
    assertThat(open).contains(run.task());
    assertThat(outside).doesNotContain(run.task());
    int attempt = attempts.merge(run.task(), 1, Integer::sum);
    assertThat(attempt).isLessThanOrEqualTo(rules.tasks().attempts());
    assertThat(mayRun.getOrDefault(run.task(), true)).isTrue();
    mayRun.put(run.task(), false);
  }

  private void end(int worker) {
    assertThat(up.remove(worker)).isTrue();
    ending.add(worker);
  }

  private void finish(Decision.Finish finish) {
    assertThat(open.remove(finish.task())).isTrue();
    outside.remove(finish.task());
    assertThat(given).doesNotContainValue(finish.task());
    assertThat(finish.course().ranNanos()).isNotNegative();
    assertThat(finish.course().waitedNanos()).isNotNegative();
  }

  /** Everything is done, or said not to be. */
  private void end(PoolMachine machine) {
    check(machine, machine.on(new PoolEvent.Drain(), now));
    now += rules.drain().toNanos() + 1;
    check(machine, machine.on(new PoolEvent.Woke(), now));
    assertThat(drained).isTrue();
    assertThat(open).isEmpty();
    PoolCounts counts = machine.state().counts();
    assertThat(
            counts.done()
                + counts.failed()
                + counts.crashed()
                + counts.timedOut()
                + counts.cancelled()
                + counts.refused()
                + counts.dropped()
                + counts.abandoned())
        .isEqualTo(counts.submitted());
    assertThat(machine.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void after_its_end_it_only_refuses() {
    PoolMachine machine = new PoolMachine(rules, new Random(0));
    check(machine, machine.begin(now));
    assertThat(machine.on(new PoolEvent.Drain(), now)).containsExactly(new Decision.Drained());
    assertThat(machine.on(new PoolEvent.Ready(1), now)).isEmpty();
    assertThat(machine.on(new PoolEvent.Submitted(1), now))
        .hasSize(1)
        .allMatch(
            decision ->
                decision instanceof Decision.Finish finish
                    && finish.end() instanceof TaskEnd.Refused refused
                    && refused.why() == Refusal.CLOSED);
  }
}
