package io.banyan.channels.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.channels.Channel;
import io.banyan.channels.ChannelClosedException;
import io.banyan.channels.Received;
import io.banyan.runtime.fixture.Await;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChannelStreamTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final ActorSystem<Void> SYSTEM = KIT.system();
  private static final List<Integer> NUMBERS = IntStream.range(0, 1000).boxed().toList();

  private final Channel<Integer> channel = Channel.create(2);

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void what_goes_into_the_sink_comes_out_of_the_source() {
    CompletionStage<Done> sent = Source.from(NUMBERS).runWith(ChannelSink.of(channel), SYSTEM);
    assertThat(value(ChannelSource.of(channel).runWith(Sink.seq(), SYSTEM))).isEqualTo(NUMBERS);
    assertThat(value(sent)).isEqualTo(Done.getInstance());
  }

  @Test
  void several_sources_share_a_channel() {
    var first = ChannelSource.sharing(channel, lost -> {}).runWith(Sink.seq(), SYSTEM);
    var second = ChannelSource.sharing(channel, lost -> {}).runWith(Sink.seq(), SYSTEM);
    Source.from(NUMBERS).runWith(ChannelSink.of(channel), SYSTEM);
    assertThat(value(first.thenCombine(second, ChannelStreamTest::concat)))
        .containsExactlyInAnyOrderElementsOf(NUMBERS);
  }

  @Nested
  class A_source {

    @Test
    void takes_only_what_is_asked_for() {
      SinkQueueWithCancel<Integer> queue =
          ChannelSource.of(channel).runWith(Sink.<Integer>queue(1), SYSTEM);
      CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
      for (int i = 0; i < 100; i++) {
        last = channel.sendAsync(i);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(value(queue.pull())).contains(i);
      }
      assertThat(last).isNotDone();
      queue.cancel();
    }

    @Test
    void fails_with_the_channel_after_the_last_value() {
      IllegalStateException failure = new IllegalStateException("broken");
      channel.trySend(1);
      channel.fail(failure);
      ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
      CompletionStage<Done> done =
          ChannelSource.of(channel).runWith(Sink.foreach(seen::add), SYSTEM);
      assertThatThrownBy(() -> value(done)).hasRootCause(failure);
      assertThat(seen).containsExactly(1);
    }

    @Test
    void that_is_cancelled_tells_the_senders() {
      CompletableFuture<Void> waiting = sendsTooMuch();
      assertThat(value(ChannelSource.of(channel).runWith(Sink.head(), SYSTEM))).isEqualTo(0);
      Await.until("the senders are told", channel::isClosed);
      assertThatThrownBy(waiting::join).hasCauseInstanceOf(ChannelClosedException.class);
    }

    @Test
    void that_shares_leaves_the_rest_to_others() {
      channel.trySend(1);
      channel.trySend(2);
      var source = ChannelSource.sharing(channel, lost -> {});
      assertThat(value(source.runWith(Sink.head(), SYSTEM))).isEqualTo(1);
      assertThat(value(source.runWith(Sink.head(), SYSTEM))).isEqualTo(2);
      assertThat(channel.isClosed()).isFalse();
    }

    @Test
    void that_is_stopped_while_it_waits_takes_nothing_or_tells_what_it_took() {
      for (int i = 0; i < 200; i++) {
        Channel<Integer> shared = Channel.create();
        ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
        var running =
            ChannelSource.sharing(shared, seen::add)
                .viaMat(KillSwitches.single(), Keep.right())
                .toMat(Sink.foreach(seen::add), Keep.both())
                .run(SYSTEM);
        UniqueKillSwitch stop = running.first();
        CompletableFuture<Void> send = shared.sendAsync(i);
        stop.shutdown();
        value(running.second());
        boolean withdrawn = send.cancel(false);
        if (!withdrawn) {
          Await.until("the value turns up", () -> !seen.isEmpty());
        }
        assertThat(seen).hasSize(withdrawn ? 0 : 1);
      }
    }

    private CompletableFuture<Void> sendsTooMuch() {
      channel.trySend(0);
      channel.trySend(1);
      channel.sendAsync(2);
      return channel.sendAsync(3);
    }
  }

  @Nested
  class A_sink {

    @Test
    void asks_for_the_next_only_when_there_is_room() {
      ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
      CompletionStage<Done> done =
          Source.from(NUMBERS)
              .map(
                  number -> {
                    seen.add(number);
                    return number;
                  })
              .runWith(ChannelSink.of(channel), SYSTEM);
      Await.until("the buffer is full and one waits", () -> seen.size() == 3);
      assertThat(channel.tryReceive()).isEqualTo(new Received.Value<>(0));
      Await.until("there was room for one", () -> seen.size() == 4);
      channel.cancel();
      assertThatThrownBy(() -> value(done)).hasRootCauseInstanceOf(ChannelClosedException.class);
    }

    @Test
    void passes_the_failure_of_the_stream_on() {
      IllegalStateException failure = new IllegalStateException("broken");
      CompletionStage<Done> done =
          Source.<Integer>failed(failure).runWith(ChannelSink.of(channel), SYSTEM);
      assertThatThrownBy(() -> value(done)).hasRootCause(failure);
      assertThatThrownBy(channel::receive).hasCause(failure);
    }

    @Test
    void sends_the_last_element_before_it_closes() throws Exception {
      Channel<Integer> rendezvous = Channel.create();
      CompletionStage<Done> done = Source.single(1).runWith(ChannelSink.of(rendezvous), SYSTEM);
      assertThat(rendezvous.receive()).isEqualTo(1);
      value(done);
      assertThat(rendezvous.isClosed()).isTrue();
    }

    @Test
    void that_shares_leaves_the_channel_open() {
      Channel<Integer> large = Channel.create(10);
      value(Source.range(1, 3).runWith(ChannelSink.sharing(large), SYSTEM));
      value(Source.range(4, 6).runWith(ChannelSink.sharing(large), SYSTEM));
      large.close();
      assertThat(large).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void tells_when_its_materializer_ends_under_it() {
      Materializer materializer = Materializer.createMaterializer(SYSTEM);
      CompletionStage<Done> done =
          Source.<Integer>maybe().runWith(ChannelSink.of(channel), materializer);
      materializer.shutdown();
      assertThatThrownBy(() -> value(done)).isNotNull();
      assertThat(channel.isClosed()).isTrue();
    }
  }

  private static List<Integer> concat(List<Integer> first, List<Integer> second) {
    return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
  }

  private static <V> V value(CompletionStage<V> stage) {
    return stage.toCompletableFuture().orTimeout(Await.LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }
}
