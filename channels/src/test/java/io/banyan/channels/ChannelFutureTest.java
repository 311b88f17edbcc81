package io.banyan.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.runtime.fixture.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChannelFutureTest {

  private final Channel<Integer> channel = Channel.create(1);

  @Test
  void what_can_be_done_at_once_is_done_at_once() {
    assertThat(channel.sendAsync(1)).isCompleted();
    assertThat(channel.receiveAsync()).isCompletedWithValue(new Received.Value<>(1));
  }

  @Test
  void futures_complete_when_the_other_side_comes() {
    CompletableFuture<Received<Integer>> receive = channel.receiveAsync();
    assertThat(receive).isNotDone();
    channel.trySend(1);
    assertThat(receive).isCompletedWithValue(new Received.Value<>(1));

    channel.trySend(2);
    CompletableFuture<Void> send = channel.sendAsync(3);
    assertThat(send).isNotDone();
    assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(2));
    assertThat(send).isCompleted();
    assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(3));
  }

  @Test
  void sends_that_nobody_waits_for_keep_their_order() {
    List<CompletableFuture<Void>> sends = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      sends.add(channel.sendAsync(i));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(i));
    }
    assertThat(sends).allMatch(CompletableFuture::isDone);
  }

  @Test
  void a_cancelled_receive_takes_nothing() {
    CompletableFuture<Received<Integer>> receive = channel.receiveAsync();
    assertThat(receive.cancel(false)).isTrue();
    assertThat(receive.cancel(false)).as("again").isTrue();
    channel.trySend(1);
    assertThat(receive).isCancelled();
    assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(1));
  }

  @Test
  void a_cancel_that_comes_too_late_says_so_and_the_value_is_there() {
    CompletableFuture<Received<Integer>> receive = channel.receiveAsync();
    channel.trySend(1);
    assertThat(receive.cancel(false)).isFalse();
    assertThat(receive).isCompletedWithValue(new Received.Value<>(1));
  }

  @Test
  void a_cancelled_send_is_never_received() {
    channel.trySend(1);
    CompletableFuture<Void> send = channel.sendAsync(2);
    assertThat(send.cancel(false)).isTrue();
    assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(1));
    assertThat(channel.tryReceive()).isEqualTo(new Received.Empty<>());
  }

  @Test
  void a_future_that_ran_out_of_time_has_withdrawn() {
    CompletableFuture<Received<Integer>> receive =
        channel.receiveAsync().orTimeout(1, TimeUnit.MILLISECONDS);
    Await.until("the time is over", receive::isCompletedExceptionally);
    channel.trySend(1);
    assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(1));

    CompletableFuture<Received<Integer>> otherwise =
        channel.receiveAsync().completeOnTimeout(new Received.Empty<>(), 1, TimeUnit.MILLISECONDS);
    assertThat(otherwise.join()).isEqualTo(new Received.Empty<>());
    channel.trySend(2);
    assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(2));
  }

  @Test
  void nobody_else_completes_a_future_that_may_have_a_value() {
    CompletableFuture<Received<Integer>> receive = channel.receiveAsync();
    assertThatThrownBy(() -> receive.completeAsync(Received.Empty::new))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> receive.obtrudeValue(new Received.Empty<>()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> receive.obtrudeException(new Exception()))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void futures_are_told_of_the_close() {
    CompletableFuture<Received<Integer>> receive = channel.receiveAsync();
    channel.close();
    assertThat(receive.join().isEnd()).isTrue();
    assertThat(channel.receiveAsync().join().isEnd()).isTrue();
    assertThatThrownBy(channel.sendAsync(1)::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ChannelClosedException.class);

    Channel<Integer> rendezvous = Channel.create();
    CompletableFuture<Void> send = rendezvous.sendAsync(1);
    rendezvous.close();
    assertThatThrownBy(send::join).hasCauseInstanceOf(ChannelClosedException.class);
  }

  @Test
  void what_depends_on_a_future_may_use_the_channel() {
    Channel<Integer> doubled = Channel.create();
    CompletableFuture<Void> done =
        channel
            .receiveAsync()
            .thenCompose(value -> doubled.sendAsync(2 * value.asOptional().orElseThrow()));
    CompletableFuture<Integer> result =
        doubled.receiveAsync().thenApply(value -> value.asOptional().orElseThrow());
    channel.trySend(21);
    assertThat(result).isCompletedWithValue(42);
    assertThat(done).isCompleted();
  }
}
