package io.banyan.channels.exchange.framing;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes lines out of bytes. */
final class LineDecoder implements Decoder<String> {

  private final Lines lines;
  private final Gathering begun;
  // A line end in two bytes that were read apart.
  private boolean afterReturn;
  // Within a line that is too long, or that had begun before anybody read.
  private boolean skipping;
  private boolean tooLong;

  LineDecoder(Lines lines) {
    this.lines = lines;
    this.begun = new Gathering(lines.maxBytes());
  }

  @Override
  public boolean joinLate(boolean lineBegun) {
    skipping = lineBegun;
    return true;
  }

  @Override
  public void decode(ByteBuffer bytes, Consumer<? super Decoded<String>> sink) {
    byte[] chunk = new byte[bytes.remaining()];
    bytes.get(chunk);
    int start = afterReturn && chunk.length > 0 && chunk[0] == '\n' ? 1 : 0;
    afterReturn &= chunk.length == 0;
    for (int end = next(chunk, start); end < chunk.length; end = next(chunk, start)) {
      endLine(chunk, start, end, sink);
      start = afterLineEnd(chunk, end);
    }
    keep(chunk, start);
  }

  @Override
  public void end(Consumer<? super Decoded<String>> sink) {
    if (tooLong) {
      sink.accept(new Decoded.Unfinished<>(Optional.empty(), excess()));
    } else if (begun.length() > 0) {
      byte[] rest = begun.take();
      Optional<String> text =
          found(rest, 0, rest.length) instanceof Decoded.Frame<String> line
              ? Optional.of(line.message())
              : Optional.empty();
      sink.accept(
          new Decoded.Unfinished<>(
              text, "the last line, of " + rest.length + " bytes, has no end"));
    }
  }

  private static int next(byte[] chunk, int from) {
    int at = from;
    while (at < chunk.length && chunk[at] != '\n' && chunk[at] != '\r') {
      at++;
    }
    return at;
  }

  private int afterLineEnd(byte[] chunk, int end) {
    if (chunk[end] == '\n') {
      return end + 1;
    }
    afterReturn = end + 1 == chunk.length;
    return !afterReturn && chunk[end + 1] == '\n' ? end + 2 : end + 1;
  }

  private void endLine(byte[] chunk, int start, int end, Consumer<? super Decoded<String>> sink) {
    if (!skipping && isTooLong(end - start)) {
      tooLong = true;
    }
    if (tooLong) {
      sink.accept(new Decoded.Garbage<>(excess()));
    } else if (!skipping) {
      sink.accept(line(chunk, start, end));
    }
    begun.forget();
    skipping = false;
    tooLong = false;
  }

  private Decoded<String> line(byte[] chunk, int start, int end) {
    if (begun.length() == 0) {
      return found(chunk, start, end);
    }
    begun.add(chunk, start, end - start);
    byte[] whole = begun.take();
    return found(whole, 0, whole.length);
  }

  private Decoded<String> found(byte[] bytes, int from, int to) {
    String text = Utf8.text(bytes, from, to);
    return lines.lenient() || Utf8.isFaithful(text, bytes, from, to)
        ? new Decoded.Frame<>(text)
        : new Decoded.Garbage<>("a line that is not UTF-8");
  }

  private void keep(byte[] chunk, int start) {
    int count = chunk.length - start;
    if (skipping || count == 0) {
      return;
    }
    if (isTooLong(count)) {
      begun.forget();
      skipping = true;
      tooLong = true;
    } else {
      begun.add(chunk, start, count);
    }
  }

  private boolean isTooLong(int more) {
    return (long) begun.length() + more > lines.maxBytes();
  }

  private String excess() {
    return "a line of more than " + lines.maxBytes() + " bytes";
  }
}
