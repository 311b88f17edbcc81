package io.banyan.pool.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.channels.Channel;
import io.banyan.channels.ChannelClosedException;
import io.banyan.channels.ReceiveChannel;
import io.banyan.channels.SendChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelSharesTest {

  private final ChannelShares shares = new ChannelShares();
  private final Channel<Object> channel = Channel.create(1);
  private final List<ChannelArgument> sending =
      List.of(ChannelArgument.of(channel, SendChannel.class));
  private final List<ChannelArgument> receiving =
      List.of(ChannelArgument.of(channel, ReceiveChannel.class));

  @Test
  void a_channel_fails_with_the_last_of_its_senders_if_any_of_them_has_failed() {
    shares.take(sending);
    shares.take(sending);

    shares.fail(sending, "crashed");
    assertThat(channel.isClosed()).isFalse();
    shares.giveBack(sending);

    assertThatThrownBy(channel::receive).isInstanceOf(ChannelClosedException.class);
  }

  @Test
  void it_stays_open_when_all_have_returned() {
    shares.take(sending);
    shares.giveBack(sending);

    assertThat(channel.isClosed()).isFalse();
  }

  @Test
  void it_is_cancelled_with_the_last_of_its_receivers_whoever_sends() {
    shares.take(sending);
    shares.take(receiving);

    shares.fail(receiving, "crashed");

    assertThatThrownBy(() -> channel.send("value")).isInstanceOf(ChannelClosedException.class);
  }
}
