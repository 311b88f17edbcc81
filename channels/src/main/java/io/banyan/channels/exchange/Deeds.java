package io.banyan.channels.exchange;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what concerns those who ask and those who listen. */
record Deeds<A>(ExchangeListener<A> listener, Executor answersIn) {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  void carryOut(Action<A> action) {
    if (action instanceof Action.Answer<A> answer) {
      complete(() -> answer.call().promise().complete(answer.message()));
    } else if (action instanceof Action.Fail<A> failed) {
      ExchangeException why = new ExchangeException(failed.failure());
      complete(() -> failed.call().promise().completeExceptionally(why));
    } else {
      try {
        tell(action);
      } catch (RuntimeException failed) {
        LOG.error("Who listens to an exchange failed", failed);
      }
    }
  }

  private void complete(Runnable completion) {
    try {
      answersIn.execute(completion);
    } catch (RejectedExecutionException closed) {
      // Whoever waits must not wait for ever.
      completion.run();
    }
  }

  private void tell(Action<A> action) {
    if (action instanceof Action.Unsolicited<A> unsolicited) {
      listener.onUnsolicited(unsolicited.message());
    } else if (action instanceof Action.Garbage<A> garbage) {
      listener.onGarbage(garbage.reason());
    } else if (action instanceof Action.Up<A> up) {
      listener.onUp(up.incarnation());
    } else if (action instanceof Action.Broken<A> broken) {
      listener.onBroken(broken.incarnation(), broken.reason());
    } else if (action instanceof Action.Down<A> down) {
      listener.onDown(down.departure());
    }
  }
}
