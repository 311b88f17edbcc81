package io.banyan.pool.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.pool.queue.UnreliableStore.Failing;
import io.banyan.pool.queue.machine.QueueRules;
import io.banyan.pool.queue.machine.Task;
import io.banyan.runtime.fixture.Await;
import io.banyan.supervision.spec.Backoff;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DurableQueueTest {

  private static final QueueSettings SETTINGS =
      QueueSettings.defaults()
          .withRules(
              new QueueRules(
                  1_000, 2, Backoff.constant(Duration.ofSeconds(10)), Duration.ofSeconds(30), 10));

  private final ManualQueueTime time = new ManualQueueTime();
  private final QueuePorts ports =
      new QueuePorts(time, ForkJoinPool.commonPool(), RandomGenerator.getDefault());
  private Optional<TaskQueue<String>> open = Optional.empty();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    open.ifPresent(TaskQueue::stop);
  }

  private TaskQueue<String> open() {
    stop();
    open =
        Optional.of(
            Queues.durable("jobs", SETTINGS, new Queues.Place<>(folder, Codec.text()), ports));
    return open.get();
  }

  private TaskQueue<String> over(UnreliableStore store) {
    open = Optional.of(Queues.durable("jobs", SETTINGS, store, Codec.text(), ports));
    return open.get();
  }

  @Test
  void everything_is_there_again_after_a_stop() throws InterruptedException {
    TaskQueue<String> first = open();
    first.push("done");
    first.take().orElseThrow().ack();
    first.push("dead");
    first.take().orElseThrow().fail("one");
    time.pass(Duration.ofSeconds(10));
    first.take().orElseThrow().fail("two");
    first.push("taken");
    first.take().orElseThrow();
    first.push("waiting", PushOptions.none().withKey("k").withPriority(5));
    first.push("delayed", PushOptions.none().withDelay(Duration.ofHours(1)));

    TaskQueue<String> second = open();
    assertThat(second.deadLetters()).hasSize(1);
    DeadLetter<String> letter = second.deadLetters().get(0);
    assertThat(letter.value()).contains("dead");
    assertThat(letter.attempts())
        .extracting(attempt -> attempt.ending().orElseThrow().reason())
        .containsExactly("one", "two");
    assertThat(second.counts().delayed()).isEqualTo(1);
    assertThat(second.tryPush("twin", PushOptions.none().withKey("k")))
        .isEqualTo(new PushResult.Duplicate(4));
    assertThat(second.take().orElseThrow().value()).isEqualTo("waiting");
    Delivery<String> again = second.take().orElseThrow();
    assertThat(again.value()).isEqualTo("taken");
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.earlier().get(0).ending().orElseThrow().reason())
        .isEqualTo("the runtime ended");
    assertThat(second.push("new")).isEqualTo(6);
  }

  @Test
  void ids_are_not_used_again_when_the_tasks_are_gone() throws InterruptedException {
    TaskQueue<String> first = open();
    first.push("a");
    first.take().orElseThrow().ack();
    assertThat(open().push("b")).isEqualTo(2);
  }

  @Test
  void a_file_is_let_go_when_the_queue_is_closed_and_drained() throws Exception {
    TaskQueue<String> first = open();
    first.push("a");
    first.close();
    assertThatThrownBy(
            () -> Queues.durable("jobs", SETTINGS, new Queues.Place<>(folder, Codec.text()), ports))
        .isInstanceOf(QueueException.class)
        .hasMessageContaining("is in use by another runtime");
    first.take().orElseThrow().ack();
    first.whenEnded().toCompletableFuture().get(60, TimeUnit.SECONDS);
    assertThat(open().counts().waiting()).isZero();
  }

  @Test
  void a_file_that_is_no_queue_is_left_alone_and_told() throws IOException {
    Path file = folder.resolve("jobs.queue");
    Files.writeString(file, "not a queue at all\n".repeat(1_000));
    assertThatThrownBy(this::open)
        .isInstanceOf(QueueException.class)
        .hasMessageContaining("move it away to begin with an empty one");
    assertThat(Files.readString(file)).startsWith("not a queue");
  }

  @Test
  void a_value_that_is_too_large_is_refused_before_anything_happens() {
    TaskQueue<String> queue = open();
    assertThatThrownBy(() -> queue.push("x".repeat(SETTINGS.taskBytes() + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 1048576 bytes");
    assertThat(queue.counts().pushed()).isZero();
  }

  @Test
  void a_value_that_cannot_be_read_any_more_ends_in_the_dead_letters() throws Exception {
    open().push("no JSON");
    stop();
    TaskQueue<Integer> numbers =
        Queues.durable(
            "jobs", SETTINGS, new Queues.Place<>(folder, Codec.json(Integer.class)), ports);
    try {
      numbers.push(5);
      assertThat(numbers.take().orElseThrow().value()).isEqualTo(5);
      CompletableFuture<Optional<Delivery<Integer>>> next = numbers.takeAsync();
      time.pass(Duration.ofSeconds(10));
      numbers.push(6);
      assertThat(next.get(60, TimeUnit.SECONDS).orElseThrow().value()).isEqualTo(6);
      DeadLetter<Integer> letter = numbers.deadLetters().get(0);
      assertThat(letter.value()).isEmpty();
      assertThat(letter.attempts().get(1).ending().orElseThrow().reason())
          .startsWith("cannot be read: ");
    } finally {
      numbers.stop();
    }
  }

  @Test
  void pushes_that_come_together_are_written_together() {
    UnreliableStore store = new UnreliableStore();
    TaskQueue<String> queue = over(store);
    List<CompletableFuture<PushResult>> pushes =
        IntStream.range(0, 500)
            .mapToObj(i -> queue.pushAsync("task " + i, PushOptions.none()).toCompletableFuture())
            .toList();
    pushes.forEach(CompletableFuture::join);
    assertThat(store.batches()).hasSizeLessThan(500);
    assertThat(store.kept()).hasSize(500);
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE", "AFTER"})
  void a_push_that_cannot_be_kept_fails_and_is_not_in_whatever_the_store_did(Failing how) {
    UnreliableStore store = new UnreliableStore();
    TaskQueue<String> queue = over(store);
    queue.push("first");
    store.fail(how);
    assertThatThrownBy(() -> queue.push("lost"))
        .isInstanceOf(QueueException.class)
        .hasMessage("queue jobs cannot be written: No space left on device");
    assertThat(queue.trouble()).contains("No space left on device");
    store.fail(Failing.NEVER);
    queue.push("second");
    assertThat(queue.trouble()).isEmpty();
    assertThat(texts(store)).containsExactlyInAnyOrder("first", "second");
    assertThat(queue.counts().waiting()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE", "AFTER"})
  void an_ack_that_cannot_be_kept_can_be_said_again(Failing how) throws InterruptedException {
    UnreliableStore store = new UnreliableStore();
    TaskQueue<String> queue = over(store);
    queue.push("a");
    queue.push("b");
    Delivery<String> delivery = queue.take().orElseThrow();
    store.fail(how);
    assertThatThrownBy(delivery::ack).isInstanceOf(QueueException.class);
    assertThat(queue.counts().inFlight()).isEqualTo(1);
    store.fail(Failing.NEVER);
    assertThat(delivery.ack()).isTrue();
    assertThat(texts(store)).containsExactly("b");
  }

  @Test
  void takers_wait_while_a_delivery_cannot_be_kept_and_get_it_when_it_can() throws Exception {
    UnreliableStore store = new UnreliableStore();
    TaskQueue<String> queue = over(store);
    queue.push("a");
    store.fail(Failing.BEFORE);
    CompletableFuture<Optional<Delivery<String>>> take = queue.takeAsync();
    Await.until("trouble", () -> queue.trouble().isPresent());
    assertThat(take).isNotDone();
    store.fail(Failing.NEVER);
    Await.until(
        "delivered",
        () -> {
          time.pass(Duration.ofSeconds(1));
          return take.isDone();
        });
    assertThat(take.join().orElseThrow().attempt()).isEqualTo(1);
  }

  @Test
  void a_task_whose_work_is_done_is_said_to_be_done_until_that_is_kept() throws Exception {
    UnreliableStore store = new UnreliableStore();
    TaskQueue<String> queue = over(store);
    queue.push("a");
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> go = new CompletableFuture<>();
    Consumption consumption =
        queue.consume(
            1,
            job -> {
              begun.complete(null);
              go.join();
            });
    begun.get(60, TimeUnit.SECONDS);
    store.fail(Failing.BEFORE);
    go.complete(null);
    Await.until("trouble", () -> queue.trouble().isPresent());
    store.fail(Failing.NEVER);
    Await.until(
        "acked",
        () -> {
          time.pass(Duration.ofSeconds(1));
          return queue.counts().acked() == 1;
        });
    assertThat(store.kept()).isEmpty();
    queue.close();
    consumption.whenEnded().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static List<String> texts(UnreliableStore store) {
    Map<Long, Task<byte[]>> kept = store.kept();
    return kept.values().stream()
        .map(task -> new String(task.value(), StandardCharsets.UTF_8))
        .toList();
  }
}
