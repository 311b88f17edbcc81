package io.banyan.pool.function;

import io.banyan.pool.function.call.RemoteFunction;
import io.banyan.pool.function.wire.CallBody;
import io.banyan.pool.function.wire.FrameBuilder;
import io.banyan.pool.function.wire.FrameType;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A call as bytes, and what belongs to it.
 *
 * @param body a {@link CallBody}
 * @param found names of all classes of which something is in it
 * @param expected names of the classes that the function declares to return or to send
 * @param channels those for which there are only ends in the body, by their numbers there
 * @param description for people
 */
record Encoded(
    byte[] body,
    Set<String> found,
    Set<String> expected,
    List<ChannelArgument> channels,
    String description) {

  /**
   * @throws IllegalArgumentException when something cannot be serialized
   */
  static Encoded of(RemoteFunction function, List<Object> arguments) {
    Target target = Target.of(function, arguments);
    FrameBuilder frame = new FrameBuilder(FrameType.CALL, Integer.MAX_VALUE / 2);
    try {
      Set<String> found = new CallBody(target.called(), target.arguments()).write(frame.data());
      return new Encoded(
          frame.toBody(), found, target.expected(), target.channels(), target.description());
    } catch (IOException unserializable) {
      throw new IllegalArgumentException(
          target.description() + " cannot be sent to another process: " + unserializable,
          unserializable);
    }
  }
}
