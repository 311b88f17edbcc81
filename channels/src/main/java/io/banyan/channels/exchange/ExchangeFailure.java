package io.banyan.channels.exchange;

import io.banyan.runtime.event.DurationText;
import java.time.Duration;

/** Why a request has no answer. */
public sealed interface ExchangeFailure {

  /**
   * Whether the process may have seen the request, and perhaps done what it asks for. Otherwise it
   * has done nothing, and the request can safely be made again.
   */
  boolean mayBeDone();

  /** For people. */
  String words();

  /**
   * No answer came in time.
   *
   * @param sent false when the request was still waiting to be sent
   */
  record TimedOut(Duration after, boolean sent) implements ExchangeFailure {
    @Override
    public boolean mayBeDone() {
      return sent;
    }

    @Override
    public String words() {
      return (sent ? "no answer within " : "not sent within ") + DurationText.of(after);
    }
  }

  /** The process had got it, all or in part, and ended without an answer. */
  record Ended(Departure departure) implements ExchangeFailure {
    @Override
    public boolean mayBeDone() {
      return true;
    }

    @Override
    public String words() {
      return "the process " + departure.words();
    }
  }

  /** Not a byte of it was sent: there is no process to take it, or this one cannot. */
  record NotSent(String reason) implements ExchangeFailure {
    @Override
    public boolean mayBeDone() {
      return false;
    }

    @Override
    public String words() {
      return "not sent: " + reason;
    }
  }

  /** So many wait already. */
  record Full(int maxWaiting) implements ExchangeFailure {
    @Override
    public boolean mayBeDone() {
      return false;
    }

    @Override
    public String words() {
      return "not sent: " + maxWaiting + " requests wait already";
    }
  }

  /** It has no place in the protocol: it is too long, or its id is that of another. */
  record Unsendable(String reason) implements ExchangeFailure {
    @Override
    public boolean mayBeDone() {
      return false;
    }

    @Override
    public String words() {
      return "cannot be sent: " + reason;
    }
  }

  /** What came where its answer belongs is not an answer. */
  record Garbled(String reason) implements ExchangeFailure {
    @Override
    public boolean mayBeDone() {
      return true;
    }

    @Override
    public String words() {
      return "not an answer: " + reason;
    }
  }

  /** Nothing that this process writes can be understood any more. */
  record Broken(String reason) implements ExchangeFailure {
    @Override
    public boolean mayBeDone() {
      return true;
    }

    @Override
    public String words() {
      return "the process has left the protocol: " + reason;
    }
  }

  /** The exchange was closed. */
  record Closed(boolean mayBeDone) implements ExchangeFailure {
    @Override
    public String words() {
      return "the exchange was closed";
    }
  }
}
