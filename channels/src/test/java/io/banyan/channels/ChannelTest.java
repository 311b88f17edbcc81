package io.banyan.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.channels.Background.Task;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChannelTest {

  private static final Duration SHORT = Duration.ofMillis(5);
  private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  private final Background background = new Background();

  @AfterEach
  void end() {
    background.close();
  }

  @Nested
  class Without_a_buffer {

    private final Channel<Integer> channel = Channel.create();

    @Test
    void a_sender_waits_for_its_receiver() throws Exception {
      Task<Boolean> sender = background.run(() -> channel.send(1)).awaitParked();
      assertThat(sender.promise()).isNotDone();
      assertThat(channel.receive()).isEqualTo(1);
      assertThat(sender.result()).isTrue();
    }

    @Test
    void a_receiver_waits_for_its_sender() throws Exception {
      Task<Integer> receiver = background.call(channel::receive).awaitParked();
      channel.send(1);
      assertThat(receiver.result()).isEqualTo(1);
    }

    @Test
    void a_sender_that_does_not_wait_needs_a_receiver_that_does() {
      assertThat(channel.trySend(1)).isFalse();
      assertThat(channel.tryReceive()).isEqualTo(new Received.Empty<>());
      Task<Integer> receiver = background.call(channel::receive).awaitParked();
      assertThat(channel.trySend(2)).isTrue();
      assertThat(receiver.result()).isEqualTo(2);
    }

    @Test
    void a_receiver_that_does_not_wait_needs_a_sender_that_does() {
      Task<Boolean> sender = background.run(() -> channel.send(1)).awaitParked();
      assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(1));
      assertThat(sender.result()).isTrue();
    }

    @Test
    void senders_are_served_in_the_order_of_their_arrival() throws Exception {
      for (int i = 0; i < 3; i++) {
        int value = i;
        background.run(() -> channel.send(value)).awaitParked();
      }
      assertThat(List.of(channel.receive(), channel.receive(), channel.receive()))
          .containsExactly(0, 1, 2);
    }

    @Test
    void receivers_are_served_in_the_order_of_their_arrival() throws Exception {
      List<Task<Integer>> receivers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        receivers.add(background.call(channel::receive).awaitParked());
      }
      for (int i = 0; i < 3; i++) {
        channel.send(i);
      }
      assertThat(receivers).extracting(Task::result).containsExactly(0, 1, 2);
    }
  }

  @Nested
  class With_a_buffer {

    private final Channel<Integer> channel = Channel.create(2);

    @Test
    void a_sender_waits_only_while_the_buffer_is_full() throws Exception {
      channel.send(1);
      channel.send(2);
      assertThat(channel.trySend(3)).isFalse();
      Task<Boolean> third = background.run(() -> channel.send(3)).awaitParked();
      assertThat(channel.receive()).isEqualTo(1);
      assertThat(third.result()).isTrue();
      assertThat(List.of(channel.receive(), channel.receive())).containsExactly(2, 3);
    }

    @Test
    void a_sender_that_waits_comes_before_one_that_arrives_later() throws Exception {
      channel.send(1);
      channel.send(2);
      background.run(() -> channel.send(3)).awaitParked();
      assertThat(channel.receive()).isEqualTo(1);
      assertThat(channel.trySend(4)).isFalse();
      assertThat(List.of(channel.receive(), channel.receive())).containsExactly(2, 3);
    }

    @Test
    void a_buffer_may_be_declared_larger_than_what_is_ever_in_it() throws Exception {
      Channel<Integer> large = Channel.create(Integer.MAX_VALUE);
      for (int i = 0; i < 1000; i++) {
        large.send(i);
      }
      for (int i = 0; i < 1000; i++) {
        assertThat(large.receive()).isEqualTo(i);
      }
    }

    @Test
    void a_negative_buffer_is_refused() {
      assertThatThrownBy(() -> Channel.create(-1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("buffer: 0 or more, not -1");
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_is_refused_everywhere() {
      assertThatNullPointerException().isThrownBy(() -> channel.send(null));
      assertThatNullPointerException().isThrownBy(() -> channel.send(null, SHORT));
      assertThatNullPointerException().isThrownBy(() -> channel.trySend(null));
      assertThatNullPointerException().isThrownBy(() -> channel.sendAsync(null));
      assertThatNullPointerException().isThrownBy(() -> channel.fail(null));
    }
  }

  @Nested
  class Closing {

    private final Channel<Integer> channel = Channel.create(2);

    @Test
    void receivers_drain_the_buffer_and_then_see_the_end() throws Exception {
      channel.send(1);
      channel.send(2);
      channel.close();
      assertThat(channel.isClosed()).isTrue();
      assertThat(channel.receive()).isEqualTo(1);
      assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(2));
      assertThat(channel.tryReceive()).isEqualTo(new Received.End<>(Optional.empty()));
      assertThat(channel.receive(SHORT).isEnd()).isTrue();
      assertThatExceptionOfType(ChannelClosedException.class)
          .isThrownBy(channel::receive)
          .withNoCause();
    }

    @Test
    void nothing_can_be_sent_any_more() {
      channel.close();
      assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> channel.send(1));
      assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> channel.trySend(1));
      assertThatExceptionOfType(ChannelClosedException.class)
          .isThrownBy(() -> channel.send(1, SHORT));
    }

    @Test
    void the_first_close_counts() {
      channel.close();
      channel.fail(new IOException("too late"));
      channel.close();
      assertThat(channel.tryReceive()).isEqualTo(new Received.End<>(Optional.empty()));
    }

    @Test
    void whoever_waits_is_told() {
      Task<Received<Integer>> receiver =
          background.call(() -> channel.receive(FOREVER)).awaitParked();
      channel.close();
      assertThat(receiver.result().isEnd()).isTrue();

      Channel<Integer> rendezvous = Channel.create();
      Task<Boolean> sender = background.run(() -> rendezvous.send(1)).awaitParked();
      rendezvous.close();
      assertThat(sender.failure()).isInstanceOf(ChannelClosedException.class);
      assertThat(rendezvous.tryReceive().isEnd()).isTrue();
    }

    @Test
    void a_failure_comes_after_the_last_value() throws Exception {
      IOException failure = new IOException("broken");
      channel.send(1);
      channel.fail(failure);
      assertThat(channel.receive()).isEqualTo(1);
      assertThat(channel.tryReceive()).isEqualTo(new Received.End<>(Optional.of(failure)));
      assertThatThrownBy(channel::receive).hasCause(failure);
      assertThatThrownBy(() -> channel.send(2)).hasCause(failure);
    }

    @Test
    void who_wants_nothing_more_discards_the_rest_and_tells_the_senders() throws Exception {
      channel.send(1);
      channel.send(2);
      Task<Boolean> sender = background.run(() -> channel.send(3)).awaitParked();
      channel.cancel();
      assertThat(sender.failure()).isInstanceOf(ChannelClosedException.class);
      assertThat(channel.tryReceive().isEnd()).isTrue();
    }

    @Test
    void what_is_left_can_be_discarded_after_the_close() throws Exception {
      channel.send(1);
      channel.close();
      channel.cancel();
      assertThat(channel.tryReceive().isEnd()).isTrue();
    }
  }

  @Nested
  class Waiting_no_longer {

    private final Channel<Integer> channel = Channel.create();

    @Test
    void a_value_that_was_not_sent_in_time_is_gone() throws Exception {
      assertThat(channel.send(1, SHORT)).isFalse();
      assertThat(channel.send(2, Duration.ZERO)).isFalse();
      assertThat(channel.send(3, Duration.ofSeconds(-1))).isFalse();
      assertThat(channel.tryReceive()).isEqualTo(new Received.Empty<>());
    }

    @Test
    void who_was_not_served_in_time_takes_nothing_later() throws Exception {
      assertThat(channel.receive(SHORT)).isEqualTo(new Received.Empty<>());
      assertThat(channel.receive(Duration.ZERO)).isEqualTo(new Received.Empty<>());
      assertThat(channel.trySend(1)).isFalse();
    }

    @Test
    void an_interrupted_sender_takes_its_value_back() {
      Task<Boolean> sender = background.run(() -> channel.send(1)).awaitParked();
      sender.interrupt();
      assertThat(sender.failure()).isInstanceOf(InterruptedException.class);
      assertThat(channel.tryReceive()).isEqualTo(new Received.Empty<>());
    }

    @Test
    void an_interrupted_receiver_takes_nothing() {
      Task<Integer> receiver = background.call(channel::receive).awaitParked();
      receiver.interrupt();
      assertThat(receiver.failure()).isInstanceOf(InterruptedException.class);
      assertThat(channel.trySend(1)).isFalse();
    }

    @Test
    void what_can_be_done_at_once_is_done_by_an_interrupted_thread_too() {
      Channel<Integer> buffered = Channel.create(1);
      Task<Boolean> task =
          background.call(
              () -> {
                Thread.currentThread().interrupt();
                buffered.send(1);
                buffered.receive();
                return Thread.interrupted();
              });
      assertThat(task.result()).isTrue();
    }
  }

  @Nested
  class Iterating {

    private final Channel<Integer> channel = Channel.create(2);

    @Test
    void a_loop_ends_with_the_channel() {
      background.run(
          () -> {
            for (int i = 0; i < 10; i++) {
              channel.send(i);
            }
            channel.close();
          });
      int total = 0;
      for (int value : channel) {
        total += value;
      }
      assertThat(total).isEqualTo(45);
    }

    @Test
    void a_loop_over_a_failed_channel_fails_after_the_last_value() throws Exception {
      IOException failure = new IOException("broken");
      channel.send(1);
      channel.fail(failure);
      Iterator<Integer> values = channel.iterator();
      assertThat(values.next()).isEqualTo(1);
      assertThatExceptionOfType(ChannelClosedException.class)
          .isThrownBy(values::hasNext)
          .withCause(failure);
    }

    @Test
    void there_is_nothing_after_the_end() {
      channel.close();
      assertThatThrownBy(channel.iterator()::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void an_interrupted_loop_ends_and_stays_interrupted() {
      Task<Boolean> loop =
          background
              .call(
                  () -> {
                    try {
                      channel.iterator().hasNext();
                      return false;
                    } catch (ReceiveInterruptedException e) {
                      return Thread.currentThread().isInterrupted();
                    }
                  })
              .awaitParked();
      loop.interrupt();
      assertThat(loop.result()).isTrue();
    }
  }
}
