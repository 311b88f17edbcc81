package io.banyan.pool.function;

import io.banyan.channels.Channel;
import io.banyan.channels.ReceiveChannel;
import io.banyan.channels.SendChannel;

/**
 * A channel that a function is given an end of. The channel stays here; what is sent and received
 * over there goes through the pipes.
 */
sealed interface ChannelArgument {

  /** What is given. */
  Object channel();

  /** The function sends to it. */
  record Sending(SendChannel<Object> channel) implements ChannelArgument {}

  /** The function receives from it. */
  record Receiving(ReceiveChannel<Object> channel) implements ChannelArgument {}

  /** Whether an argument is a channel at all. */
  static boolean is(Object argument) {
    return argument instanceof SendChannel || argument instanceof ReceiveChannel;
  }

  /**
   * Which end is meant.
   *
   * @param declared the type of the parameter
   * @throws IllegalArgumentException when that is neither end
   */
  @SuppressWarnings("unchecked") // values are checked by who receives them, as with any generics
  static ChannelArgument of(Object argument, Class<?> declared) {
    if (declared == SendChannel.class) {
      return new Sending((SendChannel<Object>) argument);
    }
    if (declared == ReceiveChannel.class) {
      return new Receiving((ReceiveChannel<Object>) argument);
    }
    throw new IllegalArgumentException(
        ("a channel goes to another process as its sending or its receiving end: declare the"
                + " parameter, or the variable that is captured, as SendChannel or ReceiveChannel,"
                + " not as %s")
            .formatted(declared == Channel.class ? "Channel" : declared.getName()));
  }
}
