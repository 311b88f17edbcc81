package io.banyan.pool.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.pool.queue.machine.QueueRules;
import io.banyan.runtime.fixture.Await;
import io.banyan.supervision.spec.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TaskQueueTest {

  private static final Duration BACKOFF = Duration.ofSeconds(10);
  private static final QueueSettings SETTINGS =
      QueueSettings.defaults()
          .withRules(new QueueRules(4, 2, Backoff.constant(BACKOFF), Duration.ofSeconds(30), 10));

  private final ManualQueueTime time = new ManualQueueTime();
  private final QueuePorts ports =
      new QueuePorts(time, ForkJoinPool.commonPool(), RandomGenerator.getDefault());
  private final TaskQueue<String> queue = Queues.inMemory("jobs", SETTINGS, ports);

  private Delivery<String> taken(TaskQueue<String> from) throws InterruptedException {
    return from.take().orElseThrow();
  }

  @Test
  void jobs_are_pushed_and_processed_as_in_the_example() {
    TaskQueue<Map<String, String>> jobs = TaskQueue.create("jobs");
    jobs.push(Map.of("type", "email", "to", "user@example.com"));
    jobs.push(Map.of("type", "report", "id", "123"));
    jobs.close();
    List<String> processed = new ArrayList<>();
    for (var job : jobs) {
      processed.add(job.get("type"));
    }
    assertThat(processed).containsExactly("email", "report");
    assertThat(jobs.counts().acked()).isEqualTo(2);
  }

  @Test
  void a_loop_says_of_each_task_that_it_is_done_when_it_comes_back_and_nothing_of_its_last() {
    queue.push("a");
    queue.push("b");
    for (var job : queue) {
      if (job.equals("b")) {
        break;
      }
    }
    assertThat(queue.counts().acked()).isEqualTo(1);
    assertThat(queue.counts().inFlight()).isEqualTo(1);
    time.pass(Duration.ofSeconds(30));
    assertThat(queue.counts().failed()).isEqualTo(1);
  }

  @Test
  void for_each_fails_what_throws_and_goes_on() {
    queue.push("good");
    queue.push("bad");
    queue.push("good");
    queue.push("end");
    queue.forEach(
        job -> {
          if (job.equals("bad")) {
            throw new IllegalArgumentException("no good");
          } else if (job.equals("end")) {
            queue.stop();
          }
        });
    assertThat(queue.counts().acked()).isEqualTo(2);
    assertThat(queue.counts().failed()).isEqualTo(1);
  }

  @Test
  void what_fails_for_good_is_a_dead_letter_with_its_reasons_and_can_come_back()
      throws InterruptedException {
    queue.push("bad", PushOptions.none().withKey("k").withPriority(3));
    taken(queue).fail("first");
    time.pass(BACKOFF);
    Delivery<String> second = taken(queue);
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.earlier().get(0).ending().orElseThrow().reason()).isEqualTo("first");
    second.fail("second");
    DeadLetter<String> letter = queue.deadLetters().get(0);
    assertThat(letter.value()).contains("bad");
    assertThat(letter.key()).contains("k");
    assertThat(letter.priority()).isEqualTo(3);
    assertThat(letter.attempts()).hasSize(2);
    assertThat(queue.requeue(letter.id())).isEqualTo(new RequeueResult.Requeued());
    assertThat(queue.requeue(letter.id())).isEqualTo(new RequeueResult.NotFound());
    assertThat(taken(queue).attempt()).isEqualTo(1);
  }

  @Test
  void a_taker_gets_a_delayed_task_when_its_time_has_come() {
    CompletableFuture<Optional<Delivery<String>>> take = queue.takeAsync();
    queue.push("later", PushOptions.none().withDelay(Duration.ofMinutes(1)));
    time.pass(Duration.ofSeconds(59));
    assertThat(queue.counts().delayed()).isEqualTo(1);
    assertThat(take).isNotDone();
    time.pass(Duration.ofSeconds(1));
    assertThat(take.join().orElseThrow().value()).isEqualTo("later");
  }

  @Test
  void the_next_consumer_gets_what_one_has_lost_and_the_first_comes_too_late()
      throws InterruptedException {
    queue.push("a");
    Delivery<String> lost = taken(queue);
    CompletableFuture<Optional<Delivery<String>>> next = queue.takeAsync();
    time.pass(Duration.ofSeconds(30));
    time.pass(BACKOFF);
    assertThat(lost.ack()).isFalse();
    assertThat(lost.extend(BACKOFF)).isFalse();
    assertThat(next.join().orElseThrow().ack()).isTrue();
  }

  @Test
  void a_full_queue_refuses_or_waits_as_it_is_told() {
    for (int i = 0; i < 4; i++) {
      queue.push("task " + i);
    }
    assertThat(queue.tryPush("x", PushOptions.none()))
        .isEqualTo(new PushResult.Refused(PushResult.Reason.FULL));
    assertThatThrownBy(() -> queue.push("x"))
        .isInstanceOf(QueueRefusedException.class)
        .hasMessage("queue jobs is full");
  }

  @Test
  void a_push_waits_for_a_place_and_those_that_wait_get_in_in_their_order() throws Exception {
    TaskQueue<String> patient =
        Queues.inMemory("jobs", SETTINGS.withWhenFull(WhenFull.WAIT), ports);
    for (int i = 0; i < 4; i++) {
      patient.push("task " + i);
    }
    var fifth = patient.pushAsync("fifth", PushOptions.none()).toCompletableFuture();
    var sixth = patient.pushAsync("sixth", PushOptions.none()).toCompletableFuture();
    taken(patient).ack();
    assertThat(fifth.get(60, TimeUnit.SECONDS)).isEqualTo(new PushResult.Pushed(5));
    assertThat(sixth).isNotDone();
    patient.close();
    assertThat(sixth.get(60, TimeUnit.SECONDS))
        .isEqualTo(new PushResult.Refused(PushResult.Reason.CLOSED));
  }

  @Test
  void an_interrupted_push_is_refused_and_the_thread_stays_interrupted() throws Exception {
    TaskQueue<String> patient =
        Queues.inMemory("jobs", SETTINGS.withWhenFull(WhenFull.WAIT), ports);
    for (int i = 0; i < 4; i++) {
      patient.push("task " + i);
    }
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> patient.push("x"))
        .isInstanceOf(QueueRefusedException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    taken(patient).ack();
    assertThat(patient.counts().waiting()).isEqualTo(3);
  }

  @Test
  void consumers_of_a_closed_queue_end_when_nothing_is_left_to_be_done() throws Exception {
    queue.push("a");
    Delivery<String> last = taken(queue);
    queue.close();
    CompletableFuture<Optional<Delivery<String>>> next = queue.takeAsync();
    assertThat(queue.whenEnded().toCompletableFuture()).isNotDone();
    last.fail("once");
    time.pass(BACKOFF);
    next.get(60, TimeUnit.SECONDS).orElseThrow().ack();
    assertThat(queue.take()).isEmpty();
    queue.whenEnded().toCompletableFuture().get(60, TimeUnit.SECONDS);
    assertThatThrownBy(() -> queue.push("b")).hasMessage("queue jobs is closed");
  }

  @Test
  void what_comes_for_one_that_has_cancelled_goes_back_to_its_place() throws Exception {
    CompletableFuture<Optional<Delivery<String>>> cancelled = queue.takeAsync();
    cancelled.cancel(false);
    queue.push("a");
    Delivery<String> delivery = taken(queue);
    assertThat(delivery.attempt()).isEqualTo(1);
    assertThat(queue.take(Duration.ofMillis(1))).isEmpty();
    delivery.giveBack();
    assertThat(taken(queue).attempt()).isEqualTo(1);
  }

  @Test
  void an_interrupted_taker_leaves_everything_to_the_others() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> queue.iterator().hasNext())
        .isInstanceOf(TakeInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    queue.push("a");
    assertThat(queue.counts().waiting()).isEqualTo(1);
  }

  @Test
  void many_consumers_do_each_task_once_and_never_two_at_a_time() throws Exception {
    TaskQueue<Integer> numbers =
        Queues.inMemory("numbers", QueueSettings.defaults(), QueuePorts.system());
    Map<Integer, Integer> done = new ConcurrentHashMap<>();
    AtomicInteger atOnce = new AtomicInteger();
    List<Integer> most = Collections.synchronizedList(new ArrayList<>());
    Consumption consumption =
        numbers.consume(
            4,
            number -> {
              most.add(atOnce.incrementAndGet());
              done.merge(number, 1, Integer::sum);
              atOnce.decrementAndGet();
            });
    for (int i = 0; i < 5_000; i++) {
      numbers.push(i);
    }
    numbers.close();
    consumption.whenEnded().toCompletableFuture().get(60, TimeUnit.SECONDS);
    assertThat(done).hasSize(5_000);
    assertThat(done.values()).containsOnly(1);
    assertThat(most).allMatch(together -> together <= 4);
  }

  @Test
  void consumers_without_threads_take_so_many_at_a_time() throws Exception {
    List<CompletableFuture<Void>> works = Collections.synchronizedList(new ArrayList<>());
    Consumption consumption =
        queue.consumeAsync(
            2,
            delivery -> {
              CompletableFuture<Void> work = new CompletableFuture<>();
              works.add(work);
              return work;
            });
    queue.push("a");
    queue.push("b");
    queue.push("c");
    Await.until("two", () -> works.size() == 2);
    assertThat(queue.counts().waiting()).isEqualTo(1);
    works.get(0).completeExceptionally(new IllegalStateException("broke"));
    Await.until("three", () -> works.size() == 3);
    assertThat(queue.counts().failed()).isEqualTo(1);
    consumption.close();
    works.forEach(work -> work.complete(null));
    consumption.whenEnded().toCompletableFuture().get(60, TimeUnit.SECONDS);
    assertThat(queue.counts().acked()).isEqualTo(2);
  }

  @Test
  void consumers_that_are_closed_finish_what_they_have() throws Exception {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> go = new CompletableFuture<>();
    Consumption consumption =
        queue.consume(
            2,
            job -> {
              begun.complete(null);
              go.join();
            });
    queue.push("a");
    begun.get(60, TimeUnit.SECONDS);
    consumption.close();
    queue.push("b");
    go.complete(null);
    consumption.whenEnded().toCompletableFuture().get(60, TimeUnit.SECONDS);
    assertThat(queue.counts().acked()).isEqualTo(1);
    assertThat(queue.counts().waiting()).isEqualTo(1);
  }
}
