package io.banyan.pool.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.banyan.channels.Channel;
import io.banyan.channels.ChannelClosedException;
import io.banyan.channels.ReceiveChannel;
import io.banyan.channels.SendChannel;
import io.banyan.runtime.process.ProcessRuntime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class FunctionChannelsIT {

  private final ActorTestKit testKit = ActorTestKit.create();
  private final ProcessRuntime runtime =
      ProcessRuntime.start(ConfigFactory.load(), System.getenv());
  private final FunctionProcesses functions = FunctionProcesses.of(testKit.system(), runtime);

  @AfterAll
  void end() {
    functions.close();
    runtime.close();
    testKit.shutdownTestKit();
  }

  @Test
  void a_producer_and_a_consumer_in_processes_of_their_own_come_to_45() throws Exception {
    Channel<Integer> channel = Channel.create();
    SendChannel<Integer> out = channel;
    ReceiveChannel<Integer> in = channel;

    functions.run(
        () -> {
          for (int i = 0; i < 10; i++) {
            out.send(i);
          }
          out.close();
        });
    FunctionProcess<Integer> consumer =
        functions.spawn(
            () -> {
              int total = 0;
              for (int value : in) {
                total += value;
              }
              return total;
            });

    assertThat(consumer.await()).isEqualTo(45);
  }

  @Test
  void a_value_is_taken_when_it_is_wanted_and_no_other() throws Exception {
    Channel<Work.Item> channel = Channel.create(4);
    for (int i = 1; i <= 4; i++) {
      channel.send(new Work.Item(i));
    }

    List<Work.Item> taken = functions.spawn(Work::take, channel, 2).await();

    assertThat(taken).containsExactly(new Work.Item(1), new Work.Item(2));
    assertThat(channel.receive()).isEqualTo(new Work.Item(3));
  }

  @Test
  void a_full_channel_holds_back_a_sender_over_there() throws Exception {
    Channel<Work.Item> channel = Channel.create(1);

    assertThat(functions.spawn(Work::isHeldBack, channel).await()).isTrue();

    assertThat(channel.receive()).isEqualTo(new Work.Item(1));
    assertThat(channel.tryReceive().asOptional()).isEmpty();
  }

  @Test
  void one_of_several_channels_can_be_selected_over_there() throws Exception {
    Channel<String> one = Channel.create(1);
    Channel<String> other = Channel.create(1);
    other.send("other");

    assertThat(functions.spawn(Work::select, one, other).await()).isEqualTo("other");
  }

  @Test
  void when_the_sender_dies_the_receiver_sees_the_end() throws Exception {
    Channel<Integer> channel = Channel.create();
    FunctionProcess<Void> sender = functions.run(Work::sendAndDie, channel);

    assertThat(channel.receive()).isEqualTo(1);
    assertThatThrownBy(channel::receive)
        .isInstanceOf(ChannelClosedException.class)
        .hasRootCauseMessage(sender.path().id() + ": exited with code 9");
  }

  @Test
  void when_the_last_receiver_dies_the_sender_sees_the_end() throws Exception {
    Channel<Integer> channel = Channel.create();
    FunctionProcess<Integer> receiver = functions.spawn(Work::sum, channel);
    channel.send(1);

    receiver.kill().toCompletableFuture().get(60, TimeUnit.SECONDS);

    assertThatThrownBy(() -> channel.send(2)).isInstanceOf(ChannelClosedException.class);
  }

  @Test
  void a_channel_has_to_be_given_as_one_of_its_ends() {
    Channel<Integer> channel = Channel.create();

    assertThatThrownBy(() -> functions.run(() -> channel.send(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SendChannel or ReceiveChannel");
  }
}
