package io.banyan.channels;

import java.util.List;

/** A select that waits. */
final class PendingSelect<R> extends Pending<R> {

  private final SelectRound<R> round;

  PendingSelect(List<Clause<?, R>> clauses) {
    round = new SelectRound<>(clauses, waiter);
  }

  void begin() {
    boolean done;
    try {
      done = round.begin();
    } catch (ChannelClosedException e) {
      refuse(e);
      return;
    }
    if (done) {
      tell();
    }
  }

  @Override
  void settled() {
    round.leave();
    tell();
  }

  private void tell() {
    R result;
    try {
      result = round.result();
    } catch (Throwable e) {
      // Not for the other side, whose thread this may be.
      refuse(e);
      return;
    }
    bring(result);
  }

  @Override
  void leave() {
    round.leave();
  }
}
