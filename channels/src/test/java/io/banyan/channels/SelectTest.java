package io.banyan.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.channels.Background.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SelectTest {

  private static final Duration SHORT = Duration.ofMillis(5);

  private final Background background = new Background();
  private final Channel<Integer> a = Channel.create();
  private final Channel<Integer> b = Channel.create(2);
  private final Channel<Integer> c = Channel.create(2);

  @AfterEach
  void end() {
    background.close();
  }

  @Nested
  class Among_receives {

    @Test
    void one_that_has_a_value_is_taken_and_the_others_keep_theirs() throws Exception {
      b.send(1);
      c.send(2);
      Selected<Integer> first = Channel.select(a, b, c);
      Selected<Integer> second = Channel.select(a, b, c);
      assertThat(List.of(first, second))
          .containsExactlyInAnyOrder(new Selected<>(b, 1), new Selected<>(c, 2));
    }

    @Test
    void the_first_that_comes_is_taken_and_the_others_forget() throws Exception {
      Task<Selected<Integer>> select = background.call(() -> Channel.select(a, b, c)).awaitParked();
      b.send(1);
      assertThat(select.result()).isEqualTo(new Selected<>(b, 1));
      assertThat(a.trySend(2)).as("nobody waits there any more").isFalse();
      assertThat(c.trySend(3)).isTrue();
      assertThat(c.receive()).isEqualTo(3);
    }

    @Test
    void a_sender_without_a_buffer_meets_a_select() throws Exception {
      Task<Boolean> sender = background.run(() -> a.send(1)).awaitParked();
      assertThat(Channel.select(a, b)).isEqualTo(new Selected<>(a, 1));
      assertThat(sender.result()).isTrue();

      Task<Selected<Integer>> select = background.call(() -> Channel.select(a, b)).awaitParked();
      assertThat(a.trySend(2)).isTrue();
      assertThat(select.result()).isEqualTo(new Selected<>(a, 2));
    }

    @Test
    void no_channel_starves_another() throws Exception {
      int[] taken = new int[2];
      for (int i = 0; i < 1000; i++) {
        b.trySend(0);
        c.trySend(1);
        taken[Channel.select(b, c).value()]++;
      }
      // By chance alone this fails once in some 10^20 runs.
      assertThat(taken[0]).isBetween(350, 650);
      assertThat(taken[1]).isBetween(350, 650);
    }

    @Test
    void the_time_can_be_limited() throws Exception {
      assertThat(Channel.select(SHORT, a, b)).isEmpty();
      assertThat(Channel.select(Duration.ZERO, a, b)).isEmpty();
      assertThat(a.trySend(1)).as("nobody waits there any more").isFalse();
      b.send(2);
      assertThat(Channel.select(Duration.ZERO, a, b)).contains(new Selected<>(b, 2));
    }

    @Test
    void an_interrupted_select_takes_nothing() {
      Task<Selected<Integer>> select = background.call(() -> Channel.select(a, b)).awaitParked();
      select.interrupt();
      assertThat(select.failure()).isInstanceOf(InterruptedException.class);
      assertThat(a.trySend(1)).isFalse();
    }

    @Test
    void a_channel_may_be_named_twice() throws Exception {
      b.send(1);
      assertThat(Channel.select(b, b)).isEqualTo(new Selected<>(b, 1));
      Task<Selected<Integer>> select = background.call(() -> Channel.select(a, a)).awaitParked();
      assertThat(a.trySend(2)).isTrue();
      assertThat(select.result().value()).isEqualTo(2);
      assertThat(a.trySend(3)).isFalse();
    }

    @Test
    void nothing_to_choose_from_is_refused() {
      assertThatThrownBy(() -> Channel.select()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_stands_before_a_channel_is_selected_as_itself() throws Exception {
      ReceiveChannel<Integer> front = new ForwardingReceiveChannel<>(b) {};
      b.send(1);
      assertThat(Channel.select(a, front)).isEqualTo(new Selected<>(front, 1));
    }
  }

  @Nested
  class At_closed_channels {

    @Test
    void a_closed_channel_is_drained_and_then_takes_no_part() throws Exception {
      b.send(1);
      b.close();
      assertThat(Channel.select(b, c).value()).isEqualTo(1);
      c.send(2);
      assertThat(Channel.select(b, c).value()).isEqualTo(2);
      assertThat(Channel.select(SHORT, b, c)).isEmpty();
    }

    @Test
    void a_select_goes_on_until_the_last_one_is_closed() {
      Task<Selected<Integer>> select = background.call(() -> Channel.select(a, b)).awaitParked();
      a.close();
      assertThat(select.promise()).isNotDone();
      b.trySend(1);
      assertThat(select.result()).isEqualTo(new Selected<>(b, 1));

      Task<Selected<Integer>> last = background.call(() -> Channel.select(a, b)).awaitParked();
      b.close();
      assertThat(last.failure()).isInstanceOf(ChannelClosedException.class).hasNoCause();
    }

    @Test
    void when_all_are_closed_the_failure_of_one_is_told() {
      IOException failure = new IOException("broken");
      a.close();
      b.fail(failure);
      assertThatExceptionOfType(ChannelClosedException.class)
          .isThrownBy(() -> Channel.select(a, b))
          .withCause(failure);
    }

    @Test
    void the_end_of_one_is_told_to_who_asks_for_it() throws Exception {
      Select<String> select =
          Select.<String>of()
              .receiveOrEnd(a, received -> "a " + received)
              .receive(b, received -> "b " + received);
      Task<String> waiting = background.call(select::await).awaitParked();
      a.close();
      String end = "a " + new Received.End<>(Optional.empty());
      assertThat(waiting.result()).isEqualTo(end);
      assertThat(select.await()).isEqualTo(end);
    }
  }

  @Nested
  class With_sends {

    @Test
    void what_is_possible_is_done() throws Exception {
      Select<String> select =
          Select.<String>of().receive(a, value -> "got " + value).send(b, 7, () -> "sent");
      assertThat(select.await()).isEqualTo("sent");
      assertThat(select.await()).isEqualTo("sent");
      Task<String> full = background.call(select::await).awaitParked();
      assertThat(b.receive()).isEqualTo(7);
      assertThat(full.result()).isEqualTo("sent");
      Task<String> again = background.call(select::await).awaitParked();
      a.send(1);
      assertThat(again.result()).isEqualTo("got 1");
      assertThat(List.of(b.receive(), b.receive())).containsExactly(7, 7);
      assertThat(b.tryReceive()).isEqualTo(new Received.Empty<>());
    }

    @Test
    void two_selects_meet_without_a_buffer() {
      Channel<String> words = Channel.create();
      Task<String> sender =
          background
              .call(
                  Select.<String>of()
                          .send(words, "hello", () -> "said")
                          .receive(a, value -> "got " + value)
                      ::await)
              .awaitParked();
      Task<String> receiver =
          background.call(
              Select.<String>of().receive(words, word -> word).send(a, 1, () -> "gave")::await);
      assertThat(List.of(sender.result(), receiver.result()))
          .isIn(List.of("said", "hello"), List.of("got 1", "gave"));
    }

    @Test
    void a_select_does_not_meet_itself() throws Exception {
      Select<String> select =
          Select.<String>of().send(a, 1, () -> "sent").receive(a, value -> "got " + value);
      assertThat(select.await(SHORT)).isEmpty();
    }

    @Test
    void a_send_to_a_closed_channel_takes_no_part() throws Exception {
      b.close();
      Select<String> select = Select.<String>of().send(b, 1, () -> "sent").receive(c, v -> "got");
      assertThat(select.await(SHORT)).isEmpty();
      c.close();
      assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(select::await);
    }
  }

  @Nested
  class As_a_future {

    @Test
    void it_completes_with_the_first_value() {
      CompletableFuture<Selected<Integer>> select = Channel.selectAsync(a, b);
      assertThat(select).isNotDone();
      b.trySend(1);
      assertThat(select).isCompletedWithValue(new Selected<>(b, 1));
      assertThat(a.trySend(2)).as("nobody waits there any more").isFalse();
      b.trySend(3);
      assertThat(Channel.selectAsync(a, b)).isCompletedWithValue(new Selected<>(b, 3));
    }

    @Test
    void a_cancelled_one_takes_nothing() {
      CompletableFuture<Selected<Integer>> select = Channel.selectAsync(a, b);
      assertThat(select.cancel(false)).isTrue();
      assertThat(a.trySend(1)).isFalse();
      assertThat(b.trySend(1)).isTrue();
      assertThat(b.tryReceive()).isEqualTo(new Received.Value<>(1));
    }

    @Test
    void it_fails_when_all_are_closed() {
      CompletableFuture<Selected<Integer>> select = Channel.selectAsync(a, b);
      a.close();
      b.close();
      assertThatThrownBy(select::join).hasCauseInstanceOf(ChannelClosedException.class);
      assertThatThrownBy(Channel.selectAsync(a, b)::join)
          .hasCauseInstanceOf(ChannelClosedException.class);
    }

    @Test
    void a_function_that_fails_is_told_to_its_own_side_alone() {
      Error mistake = new AssertionError("mistake");
      CompletableFuture<String> select =
          Select.<String>of()
              .receive(
                  b,
                  value -> {
                    throw mistake;
                  })
              .async();
      assertThat(b.trySend(1)).isTrue();
      assertThatThrownBy(select::join).hasCause(mistake);
    }
  }
}
