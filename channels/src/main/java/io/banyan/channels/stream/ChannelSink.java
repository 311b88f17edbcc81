package io.banyan.channels.stream;

import io.banyan.channels.SendChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.jspecify.annotations.Nullable;

/**
 * A channel that a stream sends into. The next element is asked for when the one before was sent.
 * The stage completes when the stream has ended and everything was sent, and fails with the failure
 * of the stream or, when the channel is closed by others, with {@link
 * io.banyan.channels.ChannelClosedException}, which also cancels the stream.
 */
public final class ChannelSink<T>
    extends AbstractGraphStageWithMaterializedValue<SinkShape<T>, CompletionStage<Done>> {

  private final Inlet<T> in = Inlet.create("ChannelSink.in");
  private final SinkShape<T> shape = SinkShape.of(in);
  private final SendChannel<T> channel;
  private final boolean owner;

  private ChannelSink(SendChannel<T> channel, boolean owner) {
    this.channel = channel;
    this.owner = owner;
  }

  /**
   * A sink that the channel belongs to: it is closed when the stream has completed, and {@linkplain
   * SendChannel#fail failed} when that has failed; an element that still waits for room then is not
   * sent.
   */
  public static <T> Sink<T, CompletionStage<Done>> of(SendChannel<T> channel) {
    return Sink.fromGraph(new ChannelSink<>(channel, true));
  }

  /** A sink that shares the channel with others, and leaves it open when the stream ends. */
  public static <T> Sink<T, CompletionStage<Done>> sharing(SendChannel<T> channel) {
    return Sink.fromGraph(new ChannelSink<>(channel, false));
  }

  @Override
  public SinkShape<T> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, CompletionStage<Done>> createLogicAndMaterializedValuePair(
      Attributes attributes) {
    CompletableFuture<Done> done = new CompletableFuture<>();
    return Pair.create(new Logic(done), done);
  }

  private final class Logic extends GraphStageLogic {

    private final CompletableFuture<Done> done;
    private final AsyncCallback<CompletableFuture<Void>> sending = createAsyncCallback(this::sent);
    private @Nullable CompletableFuture<Void> waiting;
    private boolean upstreamFinished;

    Logic(CompletableFuture<Done> done) {
      super(shape);
      this.done = done;
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              pushed(grab(in));
            }

            @Override
            public void onUpstreamFinish() {
              upstreamFinished = true;
              if (waiting == null) {
                complete();
              } else {
                // All ports are closed now, but there is something left to do.
                setKeepGoing(true);
              }
            }

            @Override
            public void onUpstreamFailure(Throwable cause) {
              fail(cause);
            }
          });
    }

    @Override
    public void preStart() {
      pull(in);
    }

    private void pushed(T element) {
      CompletableFuture<Void> send = channel.sendAsync(element);
      if (send.isDone()) {
        sent(send);
      } else {
        waiting = send;
        send.whenComplete((nothing, failure) -> sending.invoke(send));
      }
    }

    private void sent(CompletableFuture<Void> send) {
      waiting = null;
      Throwable refusal = send.handle((nothing, failure) -> failure).join();
      if (refusal != null) {
        fail(reason(refusal));
      } else if (upstreamFinished) {
        complete();
      } else {
        pull(in);
      }
    }

    /** Without the wrap of a future that depends on another. */
    private static Throwable reason(Throwable refusal) {
      Throwable cause = refusal instanceof CompletionException ? refusal.getCause() : null;
      return cause == null ? refusal : cause;
    }

    private void complete() {
      if (owner) {
        channel.close();
      }
      done.complete(Done.getInstance());
      completeStage();
    }

    private void fail(Throwable cause) {
      end(cause);
      failStage(cause);
    }

    private void end(Throwable cause) {
      if (waiting != null) {
        waiting.cancel(false);
      }
      if (owner) {
        channel.fail(cause);
      }
      done.completeExceptionally(cause);
    }

    /** Also when the materializer is shut down under the stream. */
    @Override
    public void postStop() {
      if (!done.isDone()) {
        end(new AbruptStageTerminationException(this));
      }
    }
  }
}
