package io.banyan.channels.exchange;

import java.nio.ByteBuffer;

/**
 * What the machine has decided.
 *
 * @param <A> answers
 */
sealed interface Action<A> {

  /** Write to the process that is up; tell what came of it. */
  record Write<A>(ByteBuffer bytes) implements Action<A> {}

  record Answer<A>(Call<A> call, A message) implements Action<A> {}

  record Fail<A>(Call<A> call, ExchangeFailure failure) implements Action<A> {}

  record Unsolicited<A>(A message) implements Action<A> {}

  record Garbage<A>(String reason) implements Action<A> {}

  record Up<A>(int incarnation) implements Action<A> {}

  record Broken<A>(int incarnation, String reason) implements Action<A> {}

  record Down<A>(Departure departure) implements Action<A> {}
}
