package io.banyan.channels.exchange.framing;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes frames out of bytes: a length, then as many bytes, and so on. */
final class FrameDecoder implements Decoder<byte[]> {

  private static final int UNKNOWN = -1;

  private final LengthPrefixed framing;
  private final Gathering prefix;
  private final Gathering frame;
  private int length = UNKNOWN;
  private boolean broken;

  FrameDecoder(LengthPrefixed framing) {
    this.framing = framing;
    this.prefix = new Gathering(framing.prefixBytes());
    this.frame = new Gathering(framing.maxBytes());
  }

  @Override
  public boolean joinLate(boolean lineBegun) {
    return false;
  }

  @Override
  public void decode(ByteBuffer bytes, Consumer<? super Decoded<byte[]>> sink) {
    byte[] chunk = new byte[bytes.remaining()];
    bytes.get(chunk);
    int at = 0;
    while (at < chunk.length && !broken) {
      at += length == UNKNOWN ? readLength(chunk, at, sink) : readFrame(chunk, at, sink);
    }
  }

  @Override
  public void end(Consumer<? super Decoded<byte[]>> sink) {
    if (broken) {
      return;
    }
    if (length != UNKNOWN) {
      sink.accept(unfinished(frame.length() + " of " + length + " bytes of a frame"));
    } else if (prefix.length() > 0) {
      sink.accept(
          unfinished(prefix.length() + " of " + framing.prefixBytes() + " bytes of a length"));
    }
  }

  private int readLength(byte[] chunk, int from, Consumer<? super Decoded<byte[]>> sink) {
    int count = Math.min(framing.prefixBytes() - prefix.length(), chunk.length - from);
    prefix.add(chunk, from, count);
    if (prefix.length() == framing.prefixBytes()) {
      begin(framing.length(prefix.take()), sink);
    }
    return count;
  }

  private void begin(long announced, Consumer<? super Decoded<byte[]>> sink) {
    if (announced > framing.maxBytes()) {
      broken = true;
      sink.accept(
          new Decoded.Broken<>(
              "a frame of " + announced + " bytes, where " + framing.maxBytes() + " are allowed"));
      return;
    }
    length = (int) announced;
    endIfWhole(sink);
  }

  private int readFrame(byte[] chunk, int from, Consumer<? super Decoded<byte[]>> sink) {
    int count = Math.min(length - frame.length(), chunk.length - from);
    frame.add(chunk, from, count);
    endIfWhole(sink);
    return count;
  }

  private void endIfWhole(Consumer<? super Decoded<byte[]>> sink) {
    if (frame.length() == length) {
      length = UNKNOWN;
      sink.accept(new Decoded.Frame<>(frame.take()));
    }
  }

  private static Decoded<byte[]> unfinished(String reason) {
    return new Decoded.Unfinished<>(Optional.empty(), "only " + reason);
  }
}
