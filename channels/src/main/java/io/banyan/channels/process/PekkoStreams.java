package io.banyan.channels.process;

import io.banyan.channels.ReceiveChannel;
import io.banyan.channels.SendChannel;
import io.banyan.channels.stream.ChannelSink;
import io.banyan.channels.stream.ChannelSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Channels that are opened when a stream is run, as its source or its sink. */
final class PekkoStreams {

  private PekkoStreams() {}

  static <T> Source<T, NotUsed> source(Supplier<ReceiveChannel<T>> channel) {
    return Source.fromMaterializer((materializer, attributes) -> ChannelSource.of(channel.get()))
        .mapMaterializedValue(opened -> NotUsed.getInstance());
  }

  static <T> Sink<T, CompletionStage<Done>> sink(Supplier<SendChannel<T>> channel) {
    Sink<T, CompletionStage<CompletionStage<Done>>> opened =
        Sink.fromMaterializer((materializer, attributes) -> ChannelSink.of(channel.get()));
    return opened.mapMaterializedValue(stage -> stage.thenCompose(done -> done));
  }
}
