package io.banyan.channels.exchange.framing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Has bytes arrive in pieces, cut anywhere. */
final class Cuts {

  private Cuts() {}

  /** All that a decoder finds, the end included. */
  static <T> List<Decoded<T>> decode(Framing<T> framing, byte[] bytes, Random random) {
    List<Decoded<T>> found = new ArrayList<>();
    Decoder<T> decoder = framing.decoder();
    int at = 0;
    while (at < bytes.length) {
      // Often byte by byte, sometimes nothing at all, sometimes much.
      int size = random.nextInt(4) == 0 ? random.nextInt(5000) : random.nextInt(3);
      int count = Math.min(size, bytes.length - at);
      ByteBuffer piece = random.nextBoolean() ? ByteBuffer.allocate(count) : direct(count);
      decoder.decode(piece.put(bytes, at, count).flip(), found::add);
      if (piece.hasRemaining()) {
        throw new AssertionError("bytes were left over");
      }
      at += count;
    }
    decoder.end(found::add);
    return found;
  }

  static <T> List<Decoded<T>> whole(Framing<T> framing, byte[] bytes) {
    List<Decoded<T>> found = new ArrayList<>();
    Decoder<T> decoder = framing.decoder();
    decoder.decode(ByteBuffer.wrap(bytes), found::add);
    decoder.end(found::add);
    return found;
  }

  private static ByteBuffer direct(int count) {
    return ByteBuffer.allocateDirect(count);
  }
}
