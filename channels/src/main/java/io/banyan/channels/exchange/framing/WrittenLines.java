package io.banyan.channels.exchange.framing;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Lines without those that are blank. */
record WrittenLines(Lines lines) implements Framing<String> {

  @Override
  public Decoder<String> decoder() {
    return new WrittenDecoder(lines.decoder());
  }

  @Override
  public ByteBuffer encode(String message) {
    return lines.encode(message);
  }

  private record WrittenDecoder(Decoder<String> all) implements Decoder<String> {

    @Override
    public void decode(ByteBuffer bytes, Consumer<? super Decoded<String>> sink) {
      all.decode(bytes, unlessBlank(sink));
    }

    @Override
    public void end(Consumer<? super Decoded<String>> sink) {
      all.end(sink);
    }

    @Override
    public boolean joinLate(boolean lineBegun) {
      return all.joinLate(lineBegun);
    }

    private static Consumer<Decoded<String>> unlessBlank(Consumer<? super Decoded<String>> sink) {
      return found -> {
        if (!(found instanceof Decoded.Frame<String> line && line.message().isBlank())) {
          sink.accept(found);
        }
      };
    }
  }
}
