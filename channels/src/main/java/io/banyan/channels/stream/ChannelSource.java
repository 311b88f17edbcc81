package io.banyan.channels.stream;

import io.banyan.channels.ReceiveChannel;
import io.banyan.channels.Received;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.jspecify.annotations.Nullable;

/**
 * The values of a channel as a stream. A value is taken only when the stream asks for one. The
 * stream completes at the end of the channel, and fails with its failure.
 */
public final class ChannelSource<T> extends GraphStage<SourceShape<T>> {

  private final Outlet<T> out = Outlet.create("ChannelSource.out");
  private final SourceShape<T> shape = SourceShape.of(out);
  private final ReceiveChannel<T> channel;
  private final boolean owner;
  private final Consumer<? super T> undelivered;

  private ChannelSource(ReceiveChannel<T> channel, boolean owner, Consumer<? super T> undelivered) {
    this.channel = channel;
    this.owner = owner;
    this.undelivered = undelivered;
  }

  /**
   * A source that the channel belongs to: when the stream is cancelled or fails, the channel is
   * {@linkplain ReceiveChannel#cancel cancelled}, and what is in it is discarded.
   */
  public static <T> Source<T, NotUsed> of(ReceiveChannel<T> channel) {
    return Source.fromGraph(new ChannelSource<>(channel, true, value -> {}));
  }

  /**
   * A source that shares the channel with others, and leaves it to them when the stream ends.
   *
   * @param undelivered gets the one value that had been taken from the channel, but not yet given
   *     to the stream, when that ended; in the thread of the stream
   */
  public static <T> Source<T, NotUsed> sharing(
      ReceiveChannel<T> channel, Consumer<? super T> undelivered) {
    return Source.fromGraph(new ChannelSource<>(channel, false, undelivered));
  }

  @Override
  public SourceShape<T> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {

    private final AsyncCallback<Received<T>> arrival = createAsyncCallback(this::arrived);
    private @Nullable CompletableFuture<Received<T>> awaited;

    Logic() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              pulled();
            }
          });
    }

    private void pulled() {
      CompletableFuture<Received<T>> receive = channel.receiveAsync();
      if (receive.isDone()) {
        give(receive.join());
      } else {
        awaited = receive;
        receive.thenAccept(arrival::invoke);
      }
    }

    private void arrived(Received<T> received) {
      awaited = null;
      give(received);
    }

    private void give(Received<T> received) {
      if (received instanceof Received.Value<T> value) {
        push(out, value.value());
      } else if (received instanceof Received.End<T> end) {
        end.cause().ifPresentOrElse(this::failStage, this::completeStage);
      }
    }

    /** However it ends: what cannot be withdrawn any more has been taken. */
    @Override
    public void postStop() {
      CompletableFuture<Received<T>> last = awaited;
      if (last != null && !last.cancel(false)) {
        last.join().asOptional().ifPresent(undelivered);
      }
      if (owner) {
        channel.cancel();
      }
    }
  }
}
