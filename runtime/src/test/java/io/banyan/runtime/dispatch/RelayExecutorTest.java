package io.banyan.runtime.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayExecutorTest {

  private static final int LIMIT_SECONDS = 30;

  private final Object family = new Object();
  private final List<RelayExecutor> made = new ArrayList<>();
  private final RelayExecutor relaying = executor(family, true, 2);
  private final RelayExecutor giving = executor(family, false, 2);

  @AfterEach
  void shut_down() {
    made.forEach(RelayExecutor::shutdownNow);
  }

  @Test
  void runs_what_a_task_has_woken_in_the_same_thread_when_the_task_is_done() throws Exception {
    ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
    CompletableFuture<Thread> first = new CompletableFuture<>();
    CompletableFuture<Thread> second = new CompletableFuture<>();

    relaying.execute(
        () -> {
          Relay.keepFromHere();
          giving.execute(
              () -> Relay.keeping(() -> given(relaying, () -> told(order, "third", second))));
          told(order, "first", first);
        });

    assertThat(get(second)).isSameAs(get(first));
    assertThat(order).containsExactly("first", "third");
  }

  @Test
  void keeps_nothing_where_that_was_not_asked_for() throws Exception {
    CountDownLatch others = new CountDownLatch(2);
    CompletableFuture<Boolean> helped = new CompletableFuture<>();
    CompletableFuture<Boolean> helpedAgain = new CompletableFuture<>();

    relaying.execute(
        () -> {
          relaying.execute(others::countDown);
          Relay.keeping(() -> given(relaying, () -> helpedAgain.complete(isReached(others))));
          giving.execute(others::countDown);
          helped.complete(isReached(others));
        });

    assertThat(get(helped)).isTrue();
    assertThat(get(helpedAgain)).isTrue();
  }

  @Test
  void what_was_kept_keeps_nothing_unasked() throws Exception {
    CountDownLatch other = new CountDownLatch(1);
    CompletableFuture<Boolean> helped = new CompletableFuture<>();

    relaying.execute(
        () -> {
          Relay.keepFromHere();
          relaying.execute(
              () -> {
                relaying.execute(other::countDown);
                helped.complete(isReached(other));
              });
        });

    assertThat(get(helped)).isTrue();
  }

  @Test
  void keeps_no_more_than_two() throws Exception {
    CountDownLatch others = new CountDownLatch(3);
    CompletableFuture<Boolean> helped = new CompletableFuture<>();

    relaying.execute(
        () -> {
          Relay.keepFromHere();
          IntStream.range(0, 5).forEach(i -> giving.execute(others::countDown));
          helped.complete(isReached(others));
        });

    assertThat(get(helped)).isTrue();
  }

  @Test
  void gives_everything_away_before_it_blocks() throws Exception {
    CountDownLatch others = new CountDownLatch(2);
    CompletableFuture<Boolean> helped = new CompletableFuture<>();

    relaying.execute(
        () -> {
          Relay.keepFromHere();
          relaying.execute(others::countDown);
          giving.execute(others::countDown);
          Relay.beforeBlocking();
          helped.complete(isReached(others));
        });

    assertThat(get(helped)).isTrue();
  }

  @Test
  void keeps_nothing_of_a_stranger() throws Exception {
    RelayExecutor stranger = executor(new Object(), true, 1);

    assertThat(runsAtOnce(relaying, stranger)).isTrue();
  }

  @Test
  void keeps_nothing_in_threads_that_only_give() throws Exception {
    assertThat(runsAtOnce(giving, relaying)).isTrue();
  }

  @Test
  void lets_others_have_their_turn_while_tasks_wake_each_other_for_ever() throws Exception {
    RelayExecutor alone = executor(family, true, 1);
    CompletableFuture<Thread> turn = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    alone.execute(
        new Runnable() {
          @Override
          public void run() {
            begun.countDown();
            Relay.keepFromHere();
            if (!turn.isDone()) {
              alone.execute(this);
            }
          }
        });
    assertThat(isReached(begun)).isTrue();

    alone.execute(() -> turn.complete(Thread.currentThread()));

    assertThat(get(turn)).isNotNull();
  }

  @Test
  void goes_on_with_what_was_woken_when_the_task_has_failed() throws Exception {
    CompletableFuture<Thread> woken = new CompletableFuture<>();
    RelayExecutor quiet =
        new RelayExecutor(family, true, 1, task -> quiet(Executors.defaultThreadFactory(), task));
    made.add(quiet);

    quiet.execute(
        () -> {
          Relay.keepFromHere();
          quiet.execute(() -> woken.complete(Thread.currentThread()));
          throw new IllegalStateException("a task that fails");
        });

    assertThat(get(woken)).isNotNull();
  }

  @Test
  void loses_nothing_that_it_has_kept_when_it_is_shut_down() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    CompletableFuture<Integer> seen = new CompletableFuture<>();

    relaying.execute(
        () -> {
          Relay.keepFromHere();
          relaying.execute(ran::incrementAndGet);
          relaying.shutdown();
          Relay.beforeBlocking();
          seen.complete(ran.get());
        });

    assertThat(get(seen)).isEqualTo(1);
    assertThat(relaying.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(relaying.isTerminated()).isTrue();
  }

  @Test
  void runs_what_is_put_off_last_and_not_before_it_has_launched() throws Exception {
    ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
    CompletableFuture<Thread> first = new CompletableFuture<>();
    CompletableFuture<Thread> last = new CompletableFuture<>();

    relaying.execute(
        () -> {
          Relay.keepFromHere();
          giving.execute(
              () -> {
                Relay.beforeBlocking();
                order.add("launched");
              });
          Relay.putOffFromHere();
          relaying.execute(() -> told(order, "put off", last));
          told(order, "first", first);
        });

    assertThat(get(last)).isSameAs(get(first));
    assertThat(order).containsExactly("first", "launched", "put off");
  }

  @Test
  void a_strange_thread_goes_on_with_one_that_it_has_woken_and_with_whom_that_wakes()
      throws Exception {
    CompletableFuture<Thread> kept = new CompletableFuture<>();
    CompletableFuture<Thread> wokenByIt = new CompletableFuture<>();
    CompletableFuture<Thread> second = new CompletableFuture<>();

    Runnable woken =
        Relay.gather(
            () ->
                Relay.keeping(
                    () -> {
                      relaying.execute(
                          () -> {
                            kept.complete(Thread.currentThread());
                            Relay.keepFromHere();
                            giving.execute(() -> wokenByIt.complete(Thread.currentThread()));
                          });
                      return given(relaying, () -> second.complete(Thread.currentThread()));
                    }));

    assertThat(get(second)).isNotSameAs(Thread.currentThread());
    assertThat(kept).isNotDone();
    assertThat(woken).isNotNull();
    woken.run();
    assertThat(get(kept)).isSameAs(Thread.currentThread());
    assertThat(get(wokenByIt)).isSameAs(Thread.currentThread());
  }

  @Test
  void a_strange_thread_keeps_nothing_unasked() throws Exception {
    CompletableFuture<Thread> ran = new CompletableFuture<>();

    Runnable woken =
        Relay.gather(() -> relaying.execute(() -> ran.complete(Thread.currentThread())));

    assertThat(woken).isNull();
    assertThat(get(ran)).isNotSameAs(Thread.currentThread());
  }

  @Test
  void a_strange_thread_lives_on_when_what_it_has_woken_fails() throws Exception {
    CompletableFuture<Throwable> heard = new CompletableFuture<>();
    RelayExecutor listening =
        new RelayExecutor(
            family,
            true,
            1,
            task -> {
              Thread thread = Executors.defaultThreadFactory().newThread(task);
              thread.setUncaughtExceptionHandler((who, failure) -> heard.complete(failure));
              return thread;
            });
    made.add(listening);
    Runnable woken =
        Relay.gather(
            () ->
                Relay.keeping(
                    () ->
                        given(
                            listening,
                            () -> {
                              Thread.currentThread().interrupt();
                              throw new IllegalStateException("an actor that fails");
                            })));

    assertThat(woken).isNotNull();
    woken.run();

    assertThat(get(heard)).hasMessage("an actor that fails");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private static boolean given(RelayExecutor executor, Runnable task) {
    executor.execute(task);
    return true;
  }

  /** Whether a task for one runs while a task of the other, which has woken it, still does. */
  private static boolean runsAtOnce(RelayExecutor waker, RelayExecutor woken) throws Exception {
    CountDownLatch other = new CountDownLatch(1);
    CompletableFuture<Boolean> atOnce = new CompletableFuture<>();
    waker.execute(
        () -> {
          Relay.keepFromHere();
          woken.execute(other::countDown);
          atOnce.complete(isReached(other));
        });
    return get(atOnce);
  }

  private static void told(
      ConcurrentLinkedQueue<String> order, String what, CompletableFuture<Thread> by) {
    order.add(what);
    by.complete(Thread.currentThread());
  }

  private static Thread quiet(java.util.concurrent.ThreadFactory factory, Runnable task) {
    Thread thread = factory.newThread(task);
    thread.setUncaughtExceptionHandler((who, failure) -> {});
    return thread;
  }

  private static boolean isReached(CountDownLatch latch) {
    try {
      return latch.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private RelayExecutor executor(Object of, boolean relays, int threads) {
    RelayExecutor executor =
        new RelayExecutor(of, relays, threads, Executors.defaultThreadFactory());
    made.add(executor);
    return executor;
  }
}
