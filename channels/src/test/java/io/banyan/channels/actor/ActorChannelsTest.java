package io.banyan.channels.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.channels.Channel;
import io.banyan.channels.Received;
import io.banyan.runtime.fixture.Await;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ActorChannelsTest {

  private static final ActorTestKit KIT = ActorTestKit.create();

  private final Channel<Integer> channel = Channel.create();

  private record Fed(Optional<Integer> value, Optional<ActorRef<ChannelFeed.Ack>> acknowledge) {}

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  /** Sends the numbers 0 to 9, each when the one before was taken, and closes the channel. */
  private static Behavior<Integer> producer(Channel<Integer> channel) {
    return Behaviors.setup(
        context -> {
          context.getSelf().tell(0);
          return Behaviors.receiveMessage(
              number -> {
                if (number == 10) {
                  channel.close();
                  return Behaviors.stopped();
                }
                ActorChannels.send(context, channel, number, sent -> sent.value() + 1);
                return Behaviors.same();
              });
        });
  }

  /** Adds up what comes. */
  private static Behavior<Received<Integer>> consumer(
      Channel<Integer> channel, ActorRef<Integer> replyTo) {
    return Behaviors.setup(
        context -> {
          ActorChannels.receive(context, channel, received -> received);
          int[] total = new int[1];
          return Behaviors.receiveMessage(
              received -> {
                if (received.isEnd()) {
                  replyTo.tell(total[0]);
                  return Behaviors.stopped();
                }
                total[0] += received.asOptional().orElse(0);
                ActorChannels.receive(context, channel, next -> next);
                return Behaviors.same();
              });
        });
  }

  @Test
  void a_producer_and_a_consumer_reach_45() {
    TestProbe<Integer> probe = KIT.createTestProbe();
    KIT.spawn(consumer(channel, probe.getRef()));
    KIT.spawn(producer(channel));
    probe.expectMessage(45);
  }

  @Test
  void an_actor_is_told_that_its_value_was_refused_or_withdrawn() {
    TestProbe<Object> probe = KIT.createTestProbe();
    CompletableFuture<CompletableFuture<Void>> send = new CompletableFuture<>();
    KIT.spawn(
        Behaviors.<Sending<Integer>>setup(
            context -> {
              send.complete(ActorChannels.send(context, channel, 1, sent -> sent));
              ActorChannels.send(context, channel, 2, sent -> sent);
              return Behaviors.receiveMessage(
                  sent -> {
                    probe.getRef().tell(sent);
                    return Behaviors.same();
                  });
            }));
    assertThat(send.join().cancel(false)).isTrue();
    probe.expectMessage(new Sending.Withdrawn<>(1));
    channel.close();
    assertThat(probe.expectMessageClass(Sending.Refused.class).value()).isEqualTo(2);
  }

  @Test
  void a_feed_delivers_no_more_than_its_window_until_it_is_acknowledged() throws Exception {
    TestProbe<Fed> probe = KIT.createTestProbe();
    ActorRef<ChannelFeed.Command> feed = KIT.spawn(feed(probe, 2));
    channel.send(1);
    channel.send(2);
    Fed first = probe.receiveMessage();
    assertThat(first.value()).contains(1);
    assertThat(probe.receiveMessage().value()).contains(2);
    CompletableFuture<Void> third = channel.sendAsync(3);
    probe.expectNoMessage();
    assertThat(third).isNotDone();
    first.acknowledge().orElseThrow().tell(ChannelFeed.Ack.ACK);
    assertThat(probe.receiveMessage().value()).contains(3);
    channel.close();
    first.acknowledge().orElseThrow().tell(ChannelFeed.Ack.ACK);
    assertThat(probe.receiveMessage().value()).isEmpty();
    probe.expectTerminated(feed);
  }

  @Test
  void a_feed_stops_with_its_actor_and_leaves_the_channel_to_others() {
    TestProbe<Fed> probe = KIT.createTestProbe();
    ActorRef<ChannelFeed.Command> feed = KIT.spawn(feed(probe, 1));
    probe.stop();
    TestProbe<Object> watcher = KIT.createTestProbe();
    watcher.expectTerminated(feed);
    Await.until("nobody waits", () -> !channel.trySend(1));
    assertThat(channel.isClosed()).isFalse();
  }

  @Test
  void a_window_without_room_is_refused() {
    TestProbe<Fed> probe = KIT.createTestProbe();
    assertThatThrownBy(() -> feed(probe, 0)).hasMessage("window: at least 1, not 0");
  }

  private Behavior<ChannelFeed.Command> feed(TestProbe<Fed> probe, int window) {
    return ChannelFeed.create(
        channel,
        new Delivery<>(
            probe.getRef(),
            window,
            (value, ack) -> new Fed(Optional.of(value), Optional.of(ack)),
            end -> new Fed(Optional.empty(), Optional.empty())));
  }
}
