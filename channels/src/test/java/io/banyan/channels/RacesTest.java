package io.banyan.channels;

import static org.jetbrains.lincheck.Lincheck.runConcurrentTest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The races of what waits, in the orders that a checker of models finds. Each body is run again and
 * again with other switches between its threads; a thread that waits for ever is found, too.
 */
class RacesTest {

  private static final int ORDERS = 50;

  @Test
  void a_receive_that_is_cancelled_and_a_send() {
    runConcurrentTest(
        ORDERS,
        () -> {
          Channel<Integer> channel = channel(0);
          CompletableFuture<Received<Integer>> receive = channel.receiveAsync();
          Threads threads = new Threads();
          boolean[] cancelled = new boolean[1];
          threads.run(() -> cancelled[0] = receive.cancel(false));
          boolean sent = channel.trySend(1);
          threads.join();
          check(sent != cancelled[0]);
          check(sent ? receive.join().asOptional().isPresent() : receive.isCancelled());
        });
  }

  @Test
  void a_send_that_is_cancelled_and_a_receive() {
    runConcurrentTest(
        ORDERS,
        () -> {
          Channel<Integer> channel = channel(1);
          channel.trySend(1);
          CompletableFuture<Void> send = channel.sendAsync(2);
          Threads threads = new Threads();
          boolean[] cancelled = new boolean[1];
          threads.run(() -> cancelled[0] = send.cancel(false));
          threads.run(channel::receive);
          threads.join();
          check(channel.tryReceive().asOptional().isPresent() != cancelled[0]);
        });
  }

  @Test
  void a_receive_that_is_interrupted_and_a_send() {
    runConcurrentTest(
        ORDERS,
        () -> {
          Channel<Integer> channel = channel(0);
          Threads threads = new Threads();
          List<Object> outcome = new ArrayList<>();
          Thread receiver =
              threads.run(
                  () -> {
                    try {
                      outcome.add(channel.receive());
                    } catch (InterruptedException e) {
                      outcome.add(e);
                    }
                  });
          threads.run(receiver::interrupt);
          boolean sent = channel.trySend(1);
          threads.join();
          check(outcome.get(0).equals(1) == sent);
        });
  }

  @Test
  void two_senders_and_two_receivers_with_little_room() {
    runConcurrentTest(
        ORDERS,
        () -> {
          Channel<Integer> channel = channel(1);
          List<Integer> first = new ArrayList<>();
          List<Integer> second = new ArrayList<>();
          Threads threads = new Threads();
          threads.run(() -> sendBoth(channel, 1, 2));
          threads.run(() -> sendBoth(channel, 3, 4));
          threads.run(() -> receiveTwo(channel, first));
          threads.run(() -> receiveTwo(channel, second));
          threads.join();
          first.addAll(second);
          check(first.stream().sorted().toList().equals(List.of(1, 2, 3, 4)));
        });
  }

  @Test
  void a_close_while_values_are_sent_and_received() {
    runConcurrentTest(
        ORDERS,
        () -> {
          Channel<Integer> channel = channel(1);
          List<Integer> sent = new ArrayList<>();
          List<Integer> received = new ArrayList<>();
          Threads threads = new Threads();
          threads.run(
              () -> {
                try {
                  for (int i = 0; i < 3; i++) {
                    channel.send(i);
                    sent.add(i);
                  }
                } catch (ChannelClosedException e) {
                  // What is in the list was sent.
                }
              });
          threads.run(() -> channel.forEach(received::add));
          channel.close();
          threads.join();
          check(sent.equals(received));
        });
  }

  @Test
  void a_select_takes_one_of_two() {
    runConcurrentTest(
        ORDERS,
        () -> {
          Channel<Integer> a = channel(0);
          Channel<Integer> b = channel(1);
          Threads threads = new Threads();
          List<Integer> taken = new ArrayList<>();
          CompletableFuture<Void> send = a.sendAsync(1);
          threads.run(() -> taken.add(Channel.select(a, b).value()));
          threads.run(() -> b.send(2));
          threads.join();
          check(send.isDone() == taken.equals(List.of(1)));
          check(b.tryReceive().asOptional().isPresent() == taken.equals(List.of(1)));
        });
  }

  @Test
  void a_select_that_is_cancelled_while_both_channels_are_used() {
    runConcurrentTest(
        ORDERS,
        () -> {
          Channel<Integer> a = channel(0);
          Channel<Integer> b = channel(0);
          CompletableFuture<Selected<Integer>> select = Channel.selectAsync(a, b);
          boolean[] done = new boolean[3];
          Threads threads = new Threads();
          threads.run(() -> done[0] = a.trySend(1));
          threads.run(() -> done[1] = b.trySend(2));
          done[2] = select.cancel(false);
          threads.join();
          check((done[0] ? 1 : 0) + (done[1] ? 1 : 0) + (done[2] ? 1 : 0) == 1);
          check(done[2] || select.join().value() == (done[0] ? 1 : 2));
        });
  }

  @Test
  void a_select_whose_channels_are_closed_one_by_one() {
    runConcurrentTest(
        ORDERS,
        () -> {
          Channel<Integer> a = channel(0);
          Channel<Integer> b = channel(0);
          CompletableFuture<Selected<Integer>> select = Channel.selectAsync(a, b);
          Threads threads = new Threads();
          threads.run(a::close);
          threads.run(b::close);
          threads.join();
          check(select.isCompletedExceptionally());
        });
  }

  @Test
  void two_selects_that_cross() {
    runConcurrentTest(
        ORDERS,
        () -> {
          Channel<Integer> a = channel(0);
          Channel<Integer> b = channel(0);
          int[] outcome = new int[2];
          Threads threads = new Threads();
          threads.run(
              () ->
                  outcome[0] =
                      Select.<Integer>of().send(a, 1, () -> 1).receive(b, value -> value).await());
          threads.run(
              () ->
                  outcome[1] =
                      Select.<Integer>of().send(b, 2, () -> 2).receive(a, value -> value).await());
          threads.join();
          check(outcome[0] == outcome[1]);
        });
  }

  /** Looking around would be taken for waiting for ever. */
  private static Channel<Integer> channel(int buffer) {
    return new BoundedChannel<>(buffer, Patience.none());
  }

  private static void sendBoth(Channel<Integer> channel, int first, int second)
      throws InterruptedException {
    channel.send(first);
    channel.send(second);
  }

  private static void receiveTwo(Channel<Integer> channel, List<Integer> received)
      throws InterruptedException {
    received.add(channel.receive());
    received.add(channel.receive());
  }

  /** Cheaper under the checker than what a library for assertions does. */
  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError("a value was lost or came twice");
    }
  }

  /** Threads that the checker sees. */
  private static final class Threads {

    private final List<Thread> all = new ArrayList<>();

    Thread run(Background.Work work) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.run();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      all.add(thread);
      thread.start();
      return thread;
    }

    void join() {
      try {
        for (Thread thread : all) {
          thread.join();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
