package io.banyan.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.channels.Background.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real threads, which send and receive in all ways there are at two channels, while others
 * interrupt them and at last the channels are closed under them: what was sent is received exactly
 * once, and that of each sender in its order.
 */
class StressTest {

  private static final int THREADS = 4;
  private static final int ROUNDS = 1000;
  private static final Duration MOMENT = Duration.ofNanos(20_000);

  private final Background background = new Background();
  private final AtomicInteger done = new AtomicInteger();

  /** The number of a value of one sender. */
  private record Item(int sender, int number) {}

  private interface Way {
    Optional<Item> take() throws InterruptedException;
  }

  @AfterEach
  void end() {
    background.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64})
  void everything_sent_is_received_exactly_once(int buffer) {
    List<Channel<Item>> channels = List.of(Channel.create(buffer), Channel.create(buffer));
    List<Task<List<Item>>> senders =
        IntStream.range(0, THREADS)
            .mapToObj(i -> background.call(() -> send(channels.get(i % 2), i)))
            .toList();
    List<Task<List<Item>>> receivers =
        IntStream.range(0, THREADS)
            .mapToObj(i -> background.call(() -> receive(channels, i)))
            .toList();
    Task<Boolean> interrupter = background.run(() -> interrupt(senders, receivers));

    List<Item> sent = all(senders);
    interrupter.result();
    channels.forEach(Channel::close);
    List<Item> received = all(receivers);

    assertThat(sent).hasSizeGreaterThan(ROUNDS / 10);
    assertThat(received).hasSameSizeAs(sent).containsAll(sent);
  }

  private static List<Item> all(List<Task<List<Item>>> tasks) {
    return tasks.stream().flatMap(task -> task.result().stream()).toList();
  }

  private void interrupt(List<Task<List<Item>>> senders, List<Task<List<Item>>> receivers) {
    Random random = new Random(7);
    while (done.get() < THREADS) {
      (random.nextBoolean() ? senders : receivers).get(random.nextInt(THREADS)).interrupt();
      Thread.yield();
    }
  }

  private List<Item> send(Channel<Item> channel, int sender) {
    Random random = new Random(sender);
    List<Item> sent = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      Item item = new Item(sender, i);
      try {
        if (send(channel, item, random.nextInt(5))) {
          sent.add(item);
        }
      } catch (InterruptedException e) {
        // Not sent.
      }
    }
    done.incrementAndGet();
    return sent;
  }

  private static boolean send(Channel<Item> channel, Item item, int way)
      throws InterruptedException {
    switch (way) {
      case 0 -> channel.send(item);
      case 1 -> {
        return channel.send(item, MOMENT);
      }
      case 2 -> {
        return channel.trySend(item);
      }
      case 3 -> {
        return Select.<Boolean>of().send(channel, item, () -> true).await(MOMENT).isPresent();
      }
      default -> {
        CompletableFuture<Void> send = channel.sendAsync(item);
        return !send.cancel(false);
      }
    }
    return true;
  }

  private static List<Item> receive(List<Channel<Item>> channels, int seed) {
    Random random = new Random(100L + seed);
    List<Item> received = new ArrayList<>();
    Map<Integer, Integer> last = new HashMap<>();
    while (true) {
      try {
        Channel<Item> one = channels.get(random.nextInt(2));
        Optional<Item> item = receive(channels, one, random.nextInt(5));
        if (item.isPresent()) {
          received.add(item.get());
          Integer before = last.put(item.get().sender(), item.get().number());
          assertThat(before == null || before < item.get().number()).as("in order").isTrue();
        }
      } catch (InterruptedException e) {
        // Nothing received.
      } catch (ChannelClosedException e) {
        return received;
      }
    }
  }

  private static Optional<Item> receive(List<Channel<Item>> channels, Channel<Item> one, int way)
      throws InterruptedException {
    Channel<Item> other = channels.get(1 - channels.indexOf(one));
    return switch (way) {
      case 0 -> Optional.of(Channel.select(one, other).value());
      case 1 -> one.receive(MOMENT).asOptional();
      case 2 -> one.tryReceive().asOptional();
      case 3 -> Channel.select(MOMENT, one, other).map(Selected::value);
      default -> {
        CompletableFuture<Selected<Item>> select = Channel.selectAsync(one, other);
        yield select.cancel(false) || select.isCompletedExceptionally()
            ? Optional.empty()
            : Optional.of(select.join().value());
      }
    };
  }
}
