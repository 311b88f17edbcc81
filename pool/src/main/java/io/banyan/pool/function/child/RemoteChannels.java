package io.banyan.pool.function.child;

import io.banyan.pool.function.call.RemoteError;
import io.banyan.pool.function.wire.CallBody;
import io.banyan.pool.function.wire.Failure;
import io.banyan.pool.function.wire.Frame;
import io.banyan.pool.function.wire.FrameBuilder;
import io.banyan.pool.function.wire.FrameType;
import io.banyan.pool.function.wire.ValueInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The ends of channels of the runtime that functions here were given. Safe from any thread. */
final class RemoteChannels {

  private final ParentLink link;
  private final Map<Address, RemoteSendChannel<?>> sending = new ConcurrentHashMap<>();
  private final Map<Address, RemoteReceiveChannel<?>> receiving = new ConcurrentHashMap<>();

  /** One end: the call that it came with, and its number there. */
  record Address(int call, int number) {

    /** As the first thing in a frame. */
    void write(FrameBuilder frame) {
      try {
        frame.data().writeInt(call);
        frame.data().writeInt(number);
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  RemoteChannels(ParentLink link) {
    this.link = link;
  }

  /**
   * The end that a function is given.
   *
   * @param longestValue how many bytes a value may have that is sent
   */
  Object open(int call, CallBody.ChannelEnd end, int longestValue) {
    Address address = new Address(call, end.number());
    if (end.sends()) {
      return sending.computeIfAbsent(
          address, some -> new RemoteSendChannel<>(some, link, longestValue));
    }
    return receiving.computeIfAbsent(address, some -> new RemoteReceiveChannel<>(some, link));
  }

  /** A call is over, and nobody has its ends any more. */
  void forget(int call) {
    sending.keySet().removeIf(address -> address.call() == call);
    receiving.keySet().removeIf(address -> address.call() == call);
  }

  /** From the thread that reads. */
  void accept(Frame frame) throws IOException {
    DataInputStream in = frame.data();
    Address address = new Address(in.readInt(), in.readInt());
    RemoteReceiveChannel<?> receiver = receiving.get(address);
    switch (frame.type()) {
      case FrameType.SENT -> sent(address, in);
      case FrameType.VALUE -> {
        if (receiver != null) {
          receiver.arrived(value(in));
        }
      }
      case FrameType.END -> {
        if (receiver != null) {
          receiver.ended(in.readBoolean() ? Optional.of(failure(in)) : Optional.empty());
        }
      }
      default -> throw new IOException("no kind of frame: " + frame.type());
    }
  }

  private void sent(Address address, DataInputStream in) throws IOException {
    RemoteSendChannel<?> sender = sending.get(address);
    if (sender != null) {
      sender.told(in.readInt(), in.readInt(), ValueInput.readText(in));
    }
  }

  private static Object value(DataInputStream in) throws IOException {
    Set<String> allowed = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      allowed.add(ValueInput.readText(in));
    }
    Object value = ValueInput.read(in, allowed);
    if (value == null) {
      throw new IOException("a channel without a value");
    }
    return value;
  }

  private static Throwable failure(DataInputStream in) throws IOException {
    return RemoteError.of(Failure.read(in));
  }
}
