package io.banyan.channels.process;

import io.banyan.channels.exchange.framing.Framing;
import io.banyan.channels.exchange.framing.Lines;
import java.util.function.Consumer;

/**
 * How output becomes values.
 *
 * @param framing what a value is
 * @param buffer for how many values the channel has room before the process has to wait, at least
 *     0. What is read at once from the pipe is kept besides
 * @param span what the channel lasts for
 * @param garbage what becomes of what is no value
 * @param <T> values
 */
public record OutputSettings<T>(Framing<T> framing, int buffer, Span span, Garbage garbage) {

  /** What becomes of output that is no value. */
  public sealed interface Garbage {

    /** The channel fails; nothing more comes. */
    record Fails() implements Garbage {}

    /** It is left out. */
    record Skipped(Consumer<String> told) implements Garbage {}
  }

  /** The values of one life; what is none fails the channel; there is no buffer. */
  public static <T> OutputSettings<T> of(Framing<T> framing) {
    return new OutputSettings<>(framing, 0, Span.ONE_LIFE, new Garbage.Fails());
  }

  /**
   * Lines as programs write them: what is not UTF-8 is replaced, and a line of more than 1 MiB is
   * left out.
   */
  public static OutputSettings<String> lines() {
    return of(Lines.utf8().replacingMalformed()).skippingGarbage(what -> {});
  }

  /** The same, but there is room for so many. */
  public OutputSettings<T> withBuffer(int values) {
    return new OutputSettings<>(framing, values, span, garbage);
  }

  /** The same, over all incarnations from here on. */
  public OutputSettings<T> overAllLives() {
    return new OutputSettings<>(framing, buffer, Span.ALL_LIVES, garbage);
  }

  /**
   * The same, but what is no value is left out.
   *
   * @param told what it is, for people; in the thread that reads
   */
  public OutputSettings<T> skippingGarbage(Consumer<String> told) {
    return new OutputSettings<>(framing, buffer, span, new Garbage.Skipped(told));
  }
}
