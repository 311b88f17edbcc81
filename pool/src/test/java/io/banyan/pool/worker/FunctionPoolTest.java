package io.banyan.pool.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.pool.worker.machine.PoolCounts;
import io.banyan.pool.worker.machine.PoolRules;
import io.banyan.pool.worker.machine.PoolSize;
import io.banyan.pool.worker.machine.PoolState;
import io.banyan.pool.worker.machine.Recycling;
import io.banyan.pool.worker.machine.Refusal;
import io.banyan.pool.worker.machine.RetryOn;
import io.banyan.pool.worker.machine.TaskEnd;
import io.banyan.pool.worker.machine.TaskRules;
import io.banyan.pool.worker.machine.WhenFull;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.tree.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FunctionPoolTest {

  private final List<Pool<?, ?>> pools = new ArrayList<>();
  private final CountDownLatch hold = new CountDownLatch(1);
  private final AtomicInteger held = new AtomicInteger();

  @AfterEach
  void close() {
    hold.countDown();
    pools.forEach(Pool::close);
  }

  private <T, R> Pool<T, R> pool(PoolRules rules, TaskFunction<T, R> function) {
    Pool<T, R> pool = WorkerPool.create("workers", rules, function);
    pools.add(pool);
    return pool;
  }

  private static PoolRules rules(int workers) {
    return WorkerPool.rules(PoolSize.fixed(workers));
  }

  private String held(String task) throws InterruptedException {
    held.incrementAndGet();
    hold.await();
    return task;
  }

  private static PoolState state(Pool<?, ?> pool) {
    return get(pool.status().toCompletableFuture()).state();
  }

  private static <V> V get(CompletableFuture<V> stage) {
    return stage.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static TaskEnd end(TaskOutcome<?> outcome) {
    return ((TaskOutcome.NotDone<?>) outcome).end();
  }

  private void awaitHeld(int count) {
    Await.value("tasks that run", held::get, running -> running >= count);
  }

  @Test
  void reads_like_this() {
    // pool = pool.create("workers", 4, fn(task) { process_task(task) })
    try (Pool<Integer, Integer> pool = WorkerPool.create("workers", 4, task -> task * task)) {
      pool.submit(1);
      pool.submit(2);
      pool.submit(3);

      int result = pool.submitAwait(4);

      assertThat(result).isEqualTo(16);
    }
  }

  @Test
  void every_task_is_done_once() {
    Set<Integer> done = ConcurrentHashMap.newKeySet();
    Pool<Integer, Boolean> pool =
        pool(rules(4).withQueue(10, WhenFull.WAIT), task -> done.add(task));

    List<Submission<Boolean>> all = IntStream.range(0, 5000).mapToObj(pool::submit).toList();

    assertThat(all).allMatch(Submission::await);
    assertThat(done).hasSize(5000);
    PoolCounts counts = state(pool).counts();
    assertThat(counts.done()).isEqualTo(5000);
    assertThat(counts.started()).isEqualTo(4);
  }

  @Test
  void an_exception_is_the_failure_of_the_task_and_nothing_else() {
    Pool<String, String> pool =
        pool(
            rules(1),
            task -> {
              if (task.equals("bad")) {
                throw new IOException("no such thing");
              }
              return task;
            });

    assertThatThrownBy(() -> pool.submitAwait("bad"))
        .isInstanceOf(TaskException.class)
        .hasMessage("no such thing")
        .hasCauseInstanceOf(IOException.class);
    assertThat(pool.submitAwait("good")).isEqualTo("good");
    assertThat(state(pool).counts().lost()).isZero();
  }

  @Test
  void a_crash_costs_its_task_its_attempts_and_nobody_else_anything() {
    AtomicInteger attempts = new AtomicInteger();
    Pool<String, String> pool =
        pool(
            rules(2).withTasks(TaskRules.ONCE.withAttempts(3)),
            task -> {
              if (task.equals("poison")) {
                attempts.incrementAndGet();
                throw new AssertionError("poisoned");
              }
              return task;
            });

    List<Submission<String>> before =
        IntStream.range(0, 50).mapToObj(n -> pool.submit("a" + n)).toList();
    Submission<String> poison = pool.submit("poison");
    List<Submission<String>> after =
        IntStream.range(0, 50).mapToObj(n -> pool.submit("b" + n)).toList();

    TaskOutcome.NotDone<String> outcome = (TaskOutcome.NotDone<String>) poison.tryAwait();
    assertThat(outcome.words())
        .isEqualTo("its worker has ended (Error: poisoned), after 3 attempts");
    assertThat(attempts).hasValue(3);
    assertThat(before).allSatisfy(task -> assertThat(task.await()).startsWith("a"));
    assertThat(after).allSatisfy(task -> assertThat(task.await()).startsWith("b"));
    PoolCounts counts = state(pool).counts();
    assertThat(List.of(counts.done(), counts.crashed(), counts.retried(), counts.lost()))
        .containsExactly(100L, 1L, 2L, 3L);
  }

  @Test
  void a_task_that_takes_too_long_costs_only_its_worker() {
    Pool<String, String> pool =
        pool(
            rules(2)
                .withTasks(
                    TaskRules.ONCE
                        .withTimeout(Duration.ofMillis(100))
                        .retryingOn(Set.of(RetryOn.CRASH))),
            task -> task.equals("slow") ? held(task) : task);

    assertThat(end(pool.submit("slow").tryAwait()))
        .isEqualTo(new TaskEnd.TimedOut(Duration.ofMillis(100)));
    assertThat(pool.submitAwait("quick")).isEqualTo("quick");
    Await.value("two workers", () -> state(pool), now -> now.size() == 2 && now.starting() == 0);
  }

  @Test
  void a_queue_that_is_full_refuses() {
    Pool<String, String> pool = pool(rules(1).withQueue(1, WhenFull.REFUSE), this::held);
    Submission<String> runs = pool.submit("runs");
    awaitHeld(1);
    Submission<String> waits = pool.submit("waits");

    assertThat(end(pool.submit("too many").tryAwait()))
        .isEqualTo(new TaskEnd.Refused(Refusal.FULL, "the queue is full"));
    hold.countDown();
    assertThat(List.of(runs.await(), waits.await())).containsExactly("runs", "waits");
  }

  @Test
  void a_queue_that_is_full_drops_the_oldest() {
    Pool<String, String> pool = pool(rules(1).withQueue(1, WhenFull.DROP_OLDEST), this::held);
    pool.submit("runs");
    awaitHeld(1);
    Submission<String> old = pool.submit("old");
    Submission<String> fresh = pool.submit("fresh");

    assertThat(end(old.tryAwait())).isEqualTo(new TaskEnd.Dropped());
    hold.countDown();
    assertThat(fresh.await()).isEqualTo("fresh");
  }

  @Test
  void a_task_that_waits_is_withdrawn_and_one_that_runs_interrupted() {
    Pool<String, String> pool = pool(rules(1), this::held);
    Submission<String> runs = pool.submit("runs");
    awaitHeld(1);
    Submission<String> waits = pool.submit("waits");

    assertThat(get(waits.cancel().toCompletableFuture())).isTrue();
    assertThat(end(waits.tryAwait())).isEqualTo(new TaskEnd.Cancelled(false));
    assertThat(get(runs.cancel().toCompletableFuture())).isTrue();
    assertThat(end(runs.tryAwait())).isEqualTo(new TaskEnd.Cancelled(true));
    assertThat(get(runs.cancel().toCompletableFuture())).isFalse();
    Submission<String> next = pool.submit("next");
    awaitHeld(2);
    hold.countDown();
    assertThat(next.await()).isEqualTo("next");
  }

  @Test
  void grows_with_what_waits_and_shrinks_when_it_is_idle() {
    Pool<String, String> pool =
        pool(WorkerPool.rules(new PoolSize(1, 3)).withIdle(Duration.ofMillis(50)), this::held);
    Await.value("the least", () -> state(pool), now -> now.idle() == 1);
    List<Submission<String>> all =
        List.of(pool.submit("a"), pool.submit("b"), pool.submit("c"), pool.submit("d"));
    awaitHeld(3);
    assertThat(state(pool).busy()).isEqualTo(3);

    hold.countDown();

    assertThat(all).extracting(Submission::await).containsExactly("a", "b", "c", "d");
    Await.value("the least", () -> state(pool), now -> now.size() == 1 && now.ending() == 0);
  }

  @Test
  void workers_are_replaced_after_so_many_tasks() {
    Set<Long> threads = ConcurrentHashMap.newKeySet();
    Pool<Integer, Integer> pool =
        pool(
            rules(1).withRecycling(Recycling.afterTasks(2)),
            task -> {
              threads.add(Thread.currentThread().getId());
              return task;
            });

    assertThat(IntStream.range(0, 6).mapToObj(pool::submitAwait)).hasSize(6);

    assertThat(threads).hasSize(3);
    assertThat(state(pool).counts().recycled()).isEqualTo(3);
    assertThat(state(pool).counts().lost()).isZero();
  }

  @Test
  void a_crash_of_the_pool_itself_leaves_nobody_waiting() {
    Workers<String, String> working = ActorWorkers.of(task -> task);
    Front<String, String> front = new Front<>("fragile");
    PoolDefinition<String, String> fragile =
        new PoolDefinition<>("fragile", rules(1), new Fragile(working), Optional.of(front::is));
    OwnTree.start(fragile, front);
    pools.add(front);

    Submission<String> bad = front.submit("bad");
    Submission<String> after = front.offer("after");

    assertThat(end(bad.tryAwait())).isEqualTo(new TaskEnd.Abandoned(true));
    assertThat(after.tryAwait()).isNotNull();
    Await.value(
        "the next pool",
        () -> front.submit("good").tryAwait(),
        outcome -> outcome instanceof TaskOutcome.Done<String>);
  }

  /** Cannot even be given a task that is bad. */
  private record Fragile(Workers<String, String> others) implements Workers<String, String> {

    @Override
    public Optional<ChildDefinition> template() {
      return others.template();
    }

    @Override
    public Shutdown shutdown() {
      return others.shutdown();
    }

    @Override
    public Links<String, String> open(Surroundings here, ActorSystem<?> system) {
      Links<String, String> links = others.open(here, system);
      return new Links<>() {
        @Override
        public WorkerLink<String, String> to(ChildPath worker) {
          WorkerLink<String, String> link = links.to(worker);
          return new WorkerLink<>() {
            @Override
            public void run(String task, Consumer<Answer<String>> answer) {
              if (task.equals("bad")) {
                throw new IllegalStateException("bad");
              }
              link.run(task, answer);
            }

            @Override
            public void close() {
              link.close();
            }
          };
        }

        @Override
        public void close() {
          links.close();
        }
      };
    }
  }

  @Test
  void its_end_waits_for_what_is_there_and_refuses_what_comes() {
    Pool<String, String> pool = pool(rules(1), this::held);
    Submission<String> runs = pool.submit("runs");
    Submission<String> waits = pool.submit("waits");
    awaitHeld(1);

    var ended = pool.end().toCompletableFuture();
    Await.value("the pool to close", () -> state(pool), PoolState::closing);
    assertThat(end(pool.submit("late").tryAwait()))
        .isEqualTo(new TaskEnd.Refused(Refusal.CLOSED, "the pool is closed"));
    hold.countDown();

    get(ended);
    assertThat(List.of(runs.await(), waits.await())).containsExactly("runs", "waits");
    assertThat(end(pool.submit("later").tryAwait())).isInstanceOf(TaskEnd.Refused.class);
  }

  @Test
  void its_end_abandons_what_takes_too_long() {
    Pool<String, String> pool = pool(rules(1).withDrain(Duration.ofMillis(50)), this::held);
    Submission<String> runs = pool.submit("runs");
    Submission<String> waits = pool.submit("waits");
    awaitHeld(1);

    get(pool.end().toCompletableFuture());

    assertThat(end(runs.tryAwait())).isEqualTo(new TaskEnd.Abandoned(true));
    assertThat(end(waits.tryAwait())).isEqualTo(new TaskEnd.Abandoned(false));
  }
}
