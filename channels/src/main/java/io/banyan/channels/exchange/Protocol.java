package io.banyan.channels.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.banyan.channels.exchange.framing.Framing;
import io.banyan.channels.exchange.framing.JsonLines;
import io.banyan.channels.exchange.framing.LengthPrefixed;
import io.banyan.channels.exchange.framing.Lines;

/**
 * What is spoken with a process.
 *
 * @param <Q> requests
 * @param <A> answers
 */
public record Protocol<Q, A>(
    Framing<Q> requests, Framing<A> answers, Correlation<Q, A> correlation) {

  /** A line for a line, in order. */
  public static Protocol<String, String> lines() {
    return of(Lines.utf8());
  }

  /** A frame behind its length for such a frame, in order. */
  public static Protocol<byte[], byte[]> frames() {
    return of(LengthPrefixed.bigEndian());
  }

  /** A JSON object on a line for another with the same value of the field {@code id}. */
  public static Protocol<JsonNode, JsonNode> jsonById() {
    return new Protocol<>(JsonLines.nodes(), JsonLines.nodes(), JsonIds.field("id"));
  }

  /** The same framing there and back, in order. */
  public static <T> Protocol<T, T> of(Framing<T> framing) {
    return new Protocol<>(framing, framing, Correlation.inOrder());
  }
}
