package io.banyan.channels.exchange;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a child process over its standard input and takes the answers from its standard output. It
 * belongs to the child, not to one life of it: when the process has ended, the requests that it had
 * got and not answered fail with the reason of its end, and the next request goes to its successor.
 *
 * <p>At most {@link ExchangeSettings#maxInFlight} requests are with the process at a time; others
 * wait their turn, at most {@link ExchangeSettings#maxWaiting}. One frame is written at a time, the
 * next when the pipe has taken it.
 *
 * <p>Opened with {@link Exchanges#open}. Safe from any thread; nothing blocks. Answers complete in
 * the thread that reads the output, unless {@link ExchangeSettings#answersIn} says otherwise: what
 * is done there must be quick and must not wait for another answer of the same process. An actor
 * takes them with {@code pipeToSelf}.
 *
 * @param <Q> requests
 * @param <A> answers
 */
public interface Exchange<Q, A> extends AutoCloseable {

  /**
   * Asks, and waits for the answer as long as {@link ExchangeSettings#timeout} says.
   *
   * @return the answer; fails with an {@link ExchangeException} that tells why there is none. Who
   *     does not want it any more cancels it: a request that still waits is then never sent
   */
  CompletableFuture<A> request(Q request);

  /**
   * Asks.
   *
   * @param timeout how long the answer may take, waiting included; more than 0
   */
  CompletableFuture<A> request(Q request, Duration timeout);

  /**
   * Whether a process is there now that requests are sent to. It may not be the next moment: a
   * request tells for itself what became of it.
   */
  boolean isUp();

  /**
   * How many requests the process has, or is being sent, and has not answered. One that timed out
   * or was cancelled counts until it is answered after all: the process is still busy with it.
   */
  int inFlight();

  /** How many requests wait to be sent. */
  int waiting();

  /**
   * Lets go of the process, which goes on: what it writes from here on only goes to its log.
   * Whatever has no answer yet fails with {@link ExchangeFailure.Closed}. Idempotent.
   */
  @Override
  void close();
}
