package io.banyan.pool.worker.machine;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A pool with a place for one worker, brought into a state, and what it does then. Where the worker
 * has been given a task that is number 1, and number 2 waits.
 */
final class PoolMachineCases {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final PoolMachine machine;
  private long now;

  private PoolMachineCases(int min) {
    PoolRules rules =
        Rules.of(min, min == 0 ? 1 : min)
            .withTasks(TaskRules.ONCE.withTimeout(Duration.ofSeconds(5)))
            .withRecycling(
                new Recycling(OptionalInt.empty(), OptionalLong.of(100), Optional.empty()));
    machine = new PoolMachine(rules, new Random(0));
    machine.begin(now);
  }

  /** What is decided, and how the pool stands then. */
  static String run(String state, String event) {
    PoolMachineCases pool = in(state);
    return pool.tell(event) + " | " + pool.stands();
  }

  private static PoolMachineCases in(String state) {
    PoolMachineCases pool = new PoolMachineCases(state.equals("free") ? 0 : 1);
    if (List.of("free", "starting").contains(state)) {
      return pool;
    }
    pool.on(new PoolEvent.Ready(1));
    if (List.of("busy", "lost", "draining").contains(state)) {
      pool.on(new PoolEvent.Submitted(1));
      pool.on(new PoolEvent.Submitted(2));
    }
    switch (state) {
      case "ending" -> pool.on(new PoolEvent.Uses(1, 100));
      case "lost" -> pool.on(new PoolEvent.Returned(1, 1, new Verdict.Lost("fell")));
      case "draining", "closed" -> pool.on(new PoolEvent.Drain());
      default -> {}
    }
    return pool;
  }

  private List<Decision> on(PoolEvent event) {
    return machine.on(event, now);
  }

  private String tell(String event) {
    return on(event(event)).stream().map(PoolMachineCases::text).collect(Collectors.joining(", "));
  }

  private PoolEvent event(String name) {
    return switch (name) {
      case "submitted" -> new PoolEvent.Submitted(9);
      case "cancelled" -> new PoolEvent.Cancelled(1);
      case "cancelled-waiting" -> new PoolEvent.Cancelled(2);
      case "ready" -> new PoolEvent.Ready(1);
      case "not-started" -> new PoolEvent.NotStarted(1, "no luck");
      case "done" -> new PoolEvent.Returned(1, 1, new Verdict.Done());
      case "failed" -> new PoolEvent.Returned(1, 1, new Verdict.Failed("no"));
      case "lost" -> new PoolEvent.Returned(1, 1, new Verdict.Lost("gone"));
      case "not-given" -> new PoolEvent.Returned(1, 1, new Verdict.NotGiven("late"));
      case "ended" -> new PoolEvent.Ended(1, "fell");
      case "uses" -> new PoolEvent.Uses(1, 100);
      case "timeout" -> {
        now += 6 * SECOND;
        yield new PoolEvent.Woke();
      }
      case "drain" -> new PoolEvent.Drain();
      default -> new PoolEvent.Woke();
    };
  }

  private static String text(Decision decision) {
    if (decision instanceof Decision.Finish finish) {
      return finish.end().getClass().getSimpleName().toLowerCase(Locale.ROOT) + " " + finish.task();
    } else if (decision instanceof Decision.Run run) {
      return "run " + run.task();
    }
    return decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private String stands() {
    PoolState state = machine.state();
    String worker =
        state.starting() > 0
            ? "starting"
            : state.idle() > 0
                ? "idle"
                : state.busy() > 0 ? "busy" : state.ending() > 0 ? "ending" : "free";
    return worker + " " + state.queued() + (state.closing() ? " closing" : "");
  }
}
