package io.banyan.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.channels.Background.Task;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What docs/channels.md shows. */
class SnippetsTest {

  private final Background background = new Background();

  @AfterEach
  void end() {
    background.close();
  }

  @Test
  void producer_and_consumer() {
    Channel<Integer> channel = Channel.create();

    background.run(
        () -> {
          for (int i = 0; i < 10; i++) {
            channel.send(i);
          }
          channel.close();
        });

    Task<Integer> consumer =
        background.call(
            () -> {
              int total = 0;
              for (int value : channel) {
                total += value;
              }
              return total;
            });

    assertThat(consumer.result()).isEqualTo(45);
  }

  @Test
  void operations() throws Exception {
    Channel<String> channel = Channel.create(10);

    channel.send("a");
    String value = channel.receive();

    boolean sent = channel.trySend("b");
    Received<String> received = channel.tryReceive();
    Optional<String> none = channel.tryReceive().asOptional();
    channel.close();

    assertThat(value).isEqualTo("a");
    assertThat(sent).isTrue();
    assertThat(received).isEqualTo(new Received.Value<>("b"));
    assertThat(none).isEmpty();
  }

  @Test
  void outcomes() throws Exception {
    Channel<String> channel = Channel.create(10);
    channel.send("a");
    Received<String> received = channel.receive(Duration.ofSeconds(1));
    String told;
    if (received instanceof Received.Value<String> value) {
      told = value.value();
    } else if (received instanceof Received.End<String> end) {
      told = "the end" + end.cause().map(cause -> ": " + cause.getMessage()).orElse("");
    } else {
      told = "nothing within a second";
    }
    assertThat(told).isEqualTo("a");
  }

  @Test
  void select() throws Exception {
    Channel<Integer> ch1 = Channel.create(1);
    Channel<Integer> ch2 = Channel.create(1);
    Channel<Integer> ch3 = Channel.create(1);
    ch1.send(7);

    Selected<Integer> result = Channel.select(ch1, ch2, ch3);

    assertThat(result.channel()).isSameAs(ch1);
    assertThat(result.value()).isEqualTo(7);
  }

  @Test
  void select_with_sends_and_different_types() throws Exception {
    Channel<Integer> jobs = Channel.create(1);
    Channel<String> results = Channel.create(1);
    Channel<Boolean> stop = Channel.create();

    Select<Boolean> step =
        Select.<Boolean>of()
            .send(jobs, 1, () -> true)
            .receive(results, result -> true)
            .receiveOrEnd(stop, end -> false);

    assertThat(step.await()).isTrue();
    stop.close();
    assertThat(step.await()).isFalse();
  }
}
