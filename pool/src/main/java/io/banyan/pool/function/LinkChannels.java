package io.banyan.pool.function;

import io.banyan.channels.ChannelClosedException;
import io.banyan.channels.Received;
import io.banyan.pool.function.call.RemoteError;
import io.banyan.pool.function.wire.Failure;
import io.banyan.pool.function.wire.Frame;
import io.banyan.pool.function.wire.FrameBuilder;
import io.banyan.pool.function.wire.FrameType;
import io.banyan.pool.function.wire.Outcomes;
import io.banyan.pool.function.wire.ValueInput;
import io.banyan.pool.function.wire.ValueOutput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The channels that one process has ends of: does here what is asked there. Nothing waits: what is
 * not done at once is answered when it is done.
 */
final class LinkChannels {

  private static final int SHORT = 128 * 1024;
  private static final int MOST_WAITING = 10_000;
  private static final int LONGEST_REASON = 16 * 1024;

  private final Outbox outbox;
  private final int longestValue;
  private final Map<Address, Open> open = new ConcurrentHashMap<>();
  private final Map<Sent, CompletableFuture<Void>> sending = new ConcurrentHashMap<>();
  private final Map<Address, CompletableFuture<?>> receiving = new ConcurrentHashMap<>();

  private record Address(int call, int number) {}

  private record Sent(Address address, int value) {}

  /**
   * @param accepted names of classes of which there may be something in its values
   */
  private record Open(ChannelArgument channel, Set<String> accepted) {}

  /**
   * @param longestValue how many bytes a value may have that goes to the process
   */
  LinkChannels(Outbox outbox, int longestValue) {
    this.outbox = outbox;
    this.longestValue = longestValue;
  }

  /** A call is made that comes with these. */
  void opened(int call, List<ChannelArgument> channels, Set<String> accepted) {
    for (int i = 0; i < channels.size(); i++) {
      open.put(new Address(call, i), new Open(channels.get(i), accepted));
    }
  }

  /** A call is over: what it was still waiting for is withdrawn. */
  void closed(int call) {
    open.keySet().removeIf(address -> address.call() == call);
    withdraw(call);
  }

  /** The process is gone. */
  void closed() {
    Set<Integer> calls = new LinkedHashSet<>();
    open.keySet().forEach(address -> calls.add(address.call()));
    calls.forEach(this::closed);
  }

  void accept(Frame frame) throws IOException {
    DataInputStream in = frame.data();
    Address address = new Address(in.readInt(), in.readInt());
    Open channel = open.get(address);
    if (channel == null) {
      return; // of a call that is over
    }
    if (channel.channel() instanceof ChannelArgument.Sending end) {
      fromSender(frame.type(), in, address, new Sender(end, channel.accepted()));
    } else {
      fromReceiver(frame.type(), address, (ChannelArgument.Receiving) channel.channel());
    }
  }

  private record Sender(ChannelArgument.Sending end, Set<String> accepted) {}

  private void fromSender(int type, DataInputStream in, Address address, Sender sender)
      throws IOException {
    switch (type) {
      case FrameType.SEND -> send(in, address, sender);
      case FrameType.WITHDRAW -> {
        CompletableFuture<Void> future = sending.get(new Sent(address, in.readInt()));
        if (future != null) {
          future.cancel(false);
        }
      }
      case FrameType.CLOSE -> {
        if (in.readBoolean()) {
          sender.end().channel().fail(RemoteError.of(Failure.read(in)));
        } else {
          sender.end().channel().close();
        }
      }
      default -> throw new IOException("no kind of frame of a sender: " + type);
    }
  }

  private void fromReceiver(int type, Address address, ChannelArgument.Receiving end)
      throws IOException {
    switch (type) {
      case FrameType.WANT -> receive(address, end);
      case FrameType.CANCEL -> end.channel().cancel();
      default -> throw new IOException("no kind of frame of a receiver: " + type);
    }
  }

  private void send(DataInputStream in, Address address, Sender sender) throws IOException {
    if (sending.size() >= MOST_WAITING) {
      throw new IOException("more than " + MOST_WAITING + " values wait to be sent");
    }
    Sent sent = new Sent(address, in.readInt());
    boolean atOnce = in.readBoolean();
    Object value;
    try {
      value = ValueInput.read(in, sender.accepted());
    } catch (IOException refused) {
      tell(sent, Outcomes.REFUSED, "it is refused: " + refused.getMessage());
      return;
    }
    if (value == null) {
      throw new IOException("nothing was sent to a channel");
    }
    if (atOnce) {
      trySend(sent, sender, value);
    } else {
      CompletableFuture<Void> future = sender.end().channel().sendAsync(value);
      sending.put(sent, future);
      future.whenComplete((done, failure) -> sent(sent, failure));
    }
  }

  private void trySend(Sent sent, Sender sender, Object value) {
    try {
      boolean done = sender.end().channel().trySend(value);
      tell(sent, done ? Outcomes.SENT : Outcomes.WITHDRAWN, "");
    } catch (ChannelClosedException closed) {
      tell(sent, Outcomes.CLOSED, reason(closed));
    }
  }

  private void sent(Sent sent, @Nullable Throwable failure) {
    sending.remove(sent);
    if (failure == null) {
      tell(sent, Outcomes.SENT, "");
    } else if (failure instanceof CancellationException) {
      tell(sent, Outcomes.WITHDRAWN, "");
    } else {
      tell(sent, Outcomes.CLOSED, reason(failure));
    }
  }

  private void receive(Address address, ChannelArgument.Receiving end) {
    CompletableFuture<Received<Object>> future = end.channel().receiveAsync();
    receiving.put(address, future);
    future.thenAccept(received -> received(address, end, received));
  }

  private void received(Address address, ChannelArgument.Receiving end, Received<Object> received) {
    receiving.remove(address);
    try {
      if (received instanceof Received.Value<Object> taken) {
        outbox.put(valueFrame(address, taken.value()));
      } else if (received instanceof Received.End<Object> over) {
        outbox.put(endFrame(address, over.cause().map(Failure::of).orElse(null)));
      }
    } catch (IOException unserializable) {
      // It is lost, so whoever sent it and whoever waits for it have to know.
      IllegalArgumentException reason =
          new IllegalArgumentException("a value cannot be sent to a process: " + unserializable);
      end.channel().cancel();
      outbox.put(endFrameOf(address, Failure.of(reason)));
    }
  }

  private byte[] valueFrame(Address address, Object value) throws IOException {
    FrameBuilder body = new FrameBuilder(FrameType.VALUE, longestValue);
    Set<String> found = new LinkedHashSet<>();
    ValueOutput.write(body.data(), value, found);
    FrameBuilder frame = frame(FrameType.VALUE, address, longestValue + SHORT);
    frame.data().writeInt(found.size());
    for (String name : found) {
      ValueOutput.writeText(frame.data(), name);
    }
    frame.data().write(body.toBody());
    return frame.toBytes();
  }

  private static byte[] endFrameOf(Address address, Failure failure) {
    try {
      return endFrame(address, failure);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] endFrame(Address address, @Nullable Failure failure) throws IOException {
    FrameBuilder frame = frame(FrameType.END, address, Integer.MAX_VALUE / 2);
    frame.data().writeBoolean(failure != null);
    if (failure != null) {
      failure.write(frame.data());
    }
    return frame.toBytes();
  }

  private void tell(Sent sent, int outcome, String words) {
    try {
      FrameBuilder frame = frame(FrameType.SENT, sent.address(), SHORT);
      DataOutputStream out = frame.data();
      out.writeInt(sent.value());
      out.writeInt(outcome);
      ValueOutput.writeText(out, words.substring(0, Math.min(words.length(), LONGEST_REASON)));
      outbox.put(frame.toBytes());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static FrameBuilder frame(int type, Address address, int limit) throws IOException {
    FrameBuilder frame = new FrameBuilder(type, limit);
    frame.data().writeInt(address.call());
    frame.data().writeInt(address.number());
    return frame;
  }

  private void withdraw(int call) {
    sending.forEach(
        (sent, future) -> {
          if (sent.address().call() == call) {
            future.cancel(false);
          }
        });
    receiving.forEach(
        (address, future) -> {
          if (address.call() == call) {
            future.cancel(false);
          }
        });
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
