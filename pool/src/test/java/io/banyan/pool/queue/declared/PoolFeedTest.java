package io.banyan.pool.queue.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.pool.queue.QueueSettings;
import io.banyan.pool.queue.QueueTime;
import io.banyan.pool.queue.TaskQueue;
import io.banyan.pool.queue.machine.QueueRules;
import io.banyan.pool.worker.Pool;
import io.banyan.pool.worker.WorkerPool;
import io.banyan.runtime.fixture.Await;
import io.banyan.supervision.spec.Backoff;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolFeedTest {

  private static final Duration LEASE = Duration.ofMillis(300);
  private static final QueueSettings SETTINGS =
      QueueSettings.defaults()
          .withRules(new QueueRules(100, 2, Backoff.constant(Duration.ofMillis(1)), LEASE, 10));

  private final AtomicReference<Optional<Pool<String, String>>> pool =
      new AtomicReference<>(Optional.empty());
  private final Map<String, Integer> done = new ConcurrentHashMap<>();
  private final CountDownLatch slow = new CountDownLatch(1);
  private final TaskQueue<String> queue = TaskQueue.inMemory("texts", SETTINGS);
  private final PoolFeed feed =
      PoolFeed.start(
          queue,
          new PoolFeed.To("fake", () -> CompletableFuture.completedFuture(pool.get())),
          QueueTime.system());

  @AfterEach
  void end() {
    feed.close();
    queue.stop();
    slow.countDown();
    pool.get().ifPresent(Pool::close);
  }

  private Pool<String, String> workers() {
    Pool<String, String> made =
        WorkerPool.create(
            "workers",
            2,
            task -> {
              if (task.equals("poison")) {
                throw new IllegalStateException("poisoned");
              } else if (task.equals("slow")) {
                slow.await();
              }
              done.merge(task, 1, Integer::sum);
              return task;
            });
    pool.set(Optional.of(made));
    return made;
  }

  @Test
  void what_fails_in_every_attempt_is_a_dead_letter_and_all_else_is_done_once() {
    queue.push("a");
    queue.push("poison");
    queue.push("b");
    assertThat(queue.counts().waiting()).isEqualTo(3);
    workers();
    Await.until("the end", () -> queue.counts().dead() == 1 && queue.counts().acked() == 2);
    assertThat(done).isEqualTo(Map.of("a", 1, "b", 1));
    assertThat(queue.deadLetters().get(0).attempts())
        .hasSize(2)
        .allMatch(attempt -> attempt.ending().orElseThrow().reason().contains("poisoned"));
  }

  @Test
  void the_lease_is_kept_up_while_the_pool_has_a_task() throws Exception {
    workers();
    queue.push("slow");
    CompletableFuture<Void> longAfter = new CompletableFuture<>();
    QueueTime.system().after(LEASE.multipliedBy(4), () -> longAfter.complete(null));
    longAfter.get(60, TimeUnit.SECONDS);
    slow.countDown();
    Await.until("done", () -> queue.counts().acked() == 1);
    assertThat(queue.counts().failed()).isZero();
    assertThat(done).isEqualTo(Map.of("slow", 1));
  }

  @Test
  void what_a_pool_that_has_ended_refuses_goes_back_and_is_done_by_the_next() {
    Pool<String, String> first = workers();
    queue.push("a");
    Await.until("fed", () -> queue.counts().acked() == 1);
    first.close();
    queue.push("b");
    queue.push("c");
    Await.until("tried", () -> queue.counts().inFlight() > 0);
    workers();
    Await.until("done", () -> queue.counts().acked() == 3);
    assertThat(queue.counts().failed()).isZero();
  }
}
