package io.banyan.runtime.containment;

import static io.banyan.runtime.containment.FakeTable.ours;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.fixture.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweeperTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final FakeTable table = new FakeTable();
  private final ConcurrentLinkedQueue<Sweep.Order> signals = new ConcurrentLinkedQueue<>();
  private final Sweeper sweeper =
      new Sweeper(table, table.census(), this::signal, new ContainmentSettings(LONG, LONG, LONG));

  @AfterEach
  void end() {
    sweeper.close();
  }

  @Test
  void ends_what_is_left_of_one_incarnation_and_nothing_else() {
    table.add(1, ours("web#1"));
    table.add(2, ours("web#2"));
    table.add(3, ours("web#11"));

    get(sweeper.sweep(awaited("web#1")));

    assertThat(signals).containsExactly(new Sweep.Order(new ProcessIdentity(1, 2000), Signal.TERM));
  }

  @Test
  void leaves_what_is_declared_to_be_left_unless_everything_is_meant() {
    table.add(1, "BANYAN_ESCAPED=leave", "BANYAN_RUNTIME=our-cookie", "BANYAN_INCARNATION=web#1");

    get(sweeper.sweep(awaited("web#1")));
    assertThat(signals).isEmpty();

    get(sweeper.sweep(new Remains("web#1", Signal.TERM, LONG, true, true)));
    assertThat(signals).hasSize(1);
  }

  @Test
  void many_at_once_cost_few_passes() {
    List<CompletionStage<Void>> all = new ArrayList<>();
    CountDownLatch hold = new CountDownLatch(1);
    CompletionStage<Void> first = sweeper.sweep(awaited("first#1"));
    first.thenRun(() -> await(hold));
    for (int i = 0; i < 1000; i++) {
      all.add(sweeper.sweep(awaited("web#" + i)));
    }
    hold.countDown();
    all.forEach(SweeperTest::get);

    assertThat(table.passes.get()).isLessThan(20);
  }

  @Test
  void puts_off_what_nobody_waits_for_until_somebody_does() {
    table.add(1, ours("web#1"));
    CompletionStage<Void> crashed = sweeper.sweep(new Remains("web#1", Signal.TERM, LONG, false));
    assertThat(table.passes).hasValue(0);

    get(sweeper.settled(incarnation -> incarnation.startsWith("web#")));

    // Told by the same thread, perhaps a moment later.
    get(crashed);
    assertThat(signals).hasSize(1);
  }

  @Test
  void has_settled_when_there_is_nothing_to_do() {
    assertThat(sweeper.settled(incarnation -> true).toCompletableFuture()).isDone();
  }

  @Test
  void kills_what_does_not_end_when_it_is_hurried() {
    table.add(66, ours("web#1"));
    CompletionStage<Void> done = sweeper.sweep(awaited("web#1"));
    Await.until("TERM", () -> !signals.isEmpty());
    assertThat(done.toCompletableFuture()).isNotDone();

    sweeper.hurry();

    get(done);
    assertThat(signals).extracting(Sweep.Order::signal).containsExactly(Signal.TERM, Signal.KILL);
  }

  @Test
  void kills_all_of_the_runtime_at_its_end() {
    table.add(1, ours("web#1"));
    table.add(2, "BANYAN_RUNTIME=our-cookie");
    table.add(3, "BANYAN_RUNTIME=another");

    sweeper.close();

    assertThat(signals)
        .extracting(order -> order.process().pid())
        .containsExactlyInAnyOrder(1L, 2L);
    assertThat(sweeper.sweep(awaited("late#1")).toCompletableFuture()).isDone();
  }

  /** Process 66 ends on nothing but KILL. */
  private SignalOutcome signal(ProcessIdentity process, Signal signal) {
    signals.add(new Sweep.Order(process, signal));
    if (process.pid() != 66 || signal.equals(Signal.KILL)) {
      table.remove(process.pid());
    }
    return new SignalOutcome.Delivered();
  }

  private static Remains awaited(String incarnation) {
    return new Remains(incarnation, Signal.TERM, LONG, true);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void get(CompletionStage<Void> stage) {
    CompletableFuture<Void> future = stage.toCompletableFuture();
    Await.until("the end of a sweep", future::isDone);
  }
}
