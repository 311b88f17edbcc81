package io.banyan.channels.exchange;

import java.util.Optional;
import java.util.function.Function;

/**
 * Which answer belongs to which request.
 *
 * @param <Q> requests
 * @param <A> answers
 */
public sealed interface Correlation<Q, A> {

  /** The first answer belongs to the first request, as with {@code cat}. */
  record InOrder<Q, A>() implements Correlation<Q, A> {}

  /**
   * An answer carries the id of its request.
   *
   * @param marking has a request carry an id
   * @param idOf the id that an answer carries; empty for a message that is none
   */
  record ById<Q, A>(Marking<Q> marking, Function<A, Optional<Object>> idOf)
      implements Correlation<Q, A> {}

  /** Has requests carry ids. */
  @FunctionalInterface
  interface Marking<Q> {
    /**
     * The request as it is sent.
     *
     * @param number of this request in its exchange, from 1: an id for who has none of his own
     */
    Marked<Q> mark(Q request, long number);
  }

  /**
   * A request that carries an id.
   *
   * @param id unlike that of any other that is under way; equal to what the answer carries
   */
  record Marked<Q>(Object id, Q request) {}

  /** Answers come in the order of the requests. */
  static <Q, A> Correlation<Q, A> inOrder() {
    return new InOrder<>();
  }

  /** Requests have ids already. */
  static <Q, A> Correlation<Q, A> byId(
      Function<Q, Object> ofRequest, Function<A, Optional<Object>> ofAnswer) {
    return new ById<>(
        (request, number) -> new Marked<>(ofRequest.apply(request), request), ofAnswer);
  }
}
