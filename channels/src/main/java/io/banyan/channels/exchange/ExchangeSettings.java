package io.banyan.channels.exchange;

import java.util.concurrent.Executor;

/**
 * One exchange.
 *
 * @param listener told what is no answer
 * @param answersIn where requests are completed, and so where what depends on them goes on
 * @param <Q> requests
 * @param <A> answers
 */
public record ExchangeSettings<Q, A>(
    Protocol<Q, A> protocol,
    ExchangeLimits limits,
    ExchangeListener<A> listener,
    Executor answersIn) {

  /** Nobody is told of what is no answer; answers complete in the thread that reads them. */
  public static <Q, A> ExchangeSettings<Q, A> of(Protocol<Q, A> protocol, ExchangeLimits limits) {
    return new ExchangeSettings<>(protocol, limits, new ExchangeListener<>() {}, Runnable::run);
  }

  /** The same, but this is told what is no answer. */
  public ExchangeSettings<Q, A> withListener(ExchangeListener<A> told) {
    return new ExchangeSettings<>(protocol, limits, told, answersIn);
  }

  /** The same, but requests are completed there. */
  public ExchangeSettings<Q, A> answersIn(Executor executor) {
    return new ExchangeSettings<>(protocol, limits, listener, executor);
  }
}
