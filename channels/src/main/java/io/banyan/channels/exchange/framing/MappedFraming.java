package io.banyan.channels.exchange.framing;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A framing whose messages mean something else. */
record MappedFraming<T, U>(Framing<T> frames, Function<T, U> read, Function<U, T> write)
    implements Framing<U> {

  @Override
  public Decoder<U> decoder() {
    return new MappedDecoder<>(frames.decoder(), read);
  }

  @Override
  public ByteBuffer encode(U message) {
    return frames.encode(write.apply(message));
  }

  private record MappedDecoder<T, U>(Decoder<T> frames, Function<T, U> read) implements Decoder<U> {

    @Override
    public void decode(ByteBuffer bytes, Consumer<? super Decoded<U>> sink) {
      frames.decode(bytes, found -> sink.accept(mapped(found)));
    }

    @Override
    public void end(Consumer<? super Decoded<U>> sink) {
      frames.end(found -> sink.accept(mapped(found)));
    }

    @Override
    public boolean joinLate(boolean lineBegun) {
      return frames.joinLate(lineBegun);
    }

    private Decoded<U> mapped(Decoded<T> found) {
      if (found instanceof Decoded.Frame<T> frame) {
        return frame(frame.message());
      }
      if (found instanceof Decoded.Unfinished<T> rest) {
        return new Decoded.Unfinished<>(rest.message().flatMap(this::meaning), rest.reason());
      }
      return found instanceof Decoded.Garbage<T> garbage
          ? new Decoded.Garbage<>(garbage.reason())
          : new Decoded.Broken<>(((Decoded.Broken<T>) found).reason());
    }

    private Decoded<U> frame(T message) {
      try {
        return new Decoded.Frame<>(read.apply(message));
      } catch (FramingException none) {
        return new Decoded.Garbage<>(String.valueOf(none.getMessage()));
      }
    }

    private Optional<U> meaning(T message) {
      return frame(message) instanceof Decoded.Frame<U> frame
          ? Optional.of(frame.message())
          : Optional.empty();
    }
  }
}
