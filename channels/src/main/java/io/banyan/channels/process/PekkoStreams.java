package io.banyan.channels.process;

import io.banyan.channels.ReceiveChannel;
import io.banyan.channels.Received;
import io.banyan.channels.SendChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/** Channels that are opened when a stream is run, as its source or its sink. */
final class PekkoStreams {

  private PekkoStreams() {}

  static <T> Source<T, NotUsed> source(Supplier<ReceiveChannel<T>> channel) {
    return Source.unfoldResourceAsync(
        () -> CompletableFuture.completedFuture(channel.get()),
        open -> open.receiveAsync().thenApply(PekkoStreams::next),
        PekkoStreams::cancel);
  }

  static <T> Sink<T, CompletionStage<Done>> sink(Supplier<SendChannel<T>> channel) {
    Sink<T, CompletionStage<CompletionStage<Done>>> opened =
        Sink.fromMaterializer((materializer, attributes) -> into(channel.get()));
    return opened.mapMaterializedValue(stage -> stage.thenCompose(done -> done));
  }

  private static <T> Sink<T, CompletionStage<Done>> into(SendChannel<T> channel) {
    return Flow.<T>create()
        .mapAsync(1, value -> channel.sendAsync(value).thenApply(sent -> Done.getInstance()))
        // After the last value was sent, not after it has arrived here: what waits when a channel
        // is closed is lost.
        .watchTermination(
            (before, termination) -> {
              termination.whenComplete((done, failure) -> close(channel, failure));
              return before;
            })
        .toMat(Sink.ignore(), Keep.right());
  }

  private static <T> Optional<T> next(Received<T> received) {
    if (received instanceof Received.End<T> end && end.cause().isPresent()) {
      throw new CompletionException(end.cause().get());
    }
    return received.asOptional();
  }

  private static CompletionStage<Done> cancel(ReceiveChannel<?> channel) {
    channel.cancel();
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  private static void close(SendChannel<?> channel, @Nullable Throwable failure) {
    if (failure == null) {
      channel.close();
    } else {
      channel.fail(failure);
    }
  }
}
