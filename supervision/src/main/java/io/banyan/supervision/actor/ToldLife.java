package io.banyan.supervision.actor;

import io.banyan.runtime.process.Incarnation;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * What an actor has said about its start. Remembered besides being told: its end is a signal, and
 * may arrive before the message that was sent first.
 */
final class ToldLife implements ActorLife {

  enum Said {
    NOTHING,
    READY,
    DECLINED
  }

  private final Incarnation incarnation;
  private final List<String> arguments;
  private final Consumer<Said> told;
  private final AtomicReference<Said> said = new AtomicReference<>(Said.NOTHING);

  /**
   * @param told hears of it when something was said; called in the thread of whoever says it
   */
  ToldLife(Incarnation incarnation, List<String> arguments, Consumer<Said> told) {
    this.incarnation = incarnation;
    this.arguments = arguments;
    this.told = told;
  }

  Said said() {
    return Objects.requireNonNull(said.get());
  }

  @Override
  public Incarnation incarnation() {
    return incarnation;
  }

  @Override
  public List<String> arguments() {
    return arguments;
  }

  @Override
  public void ready() {
    say(Said.READY);
  }

  @Override
  public void decline() {
    say(Said.DECLINED);
  }

  private void say(Said what) {
    if (said.compareAndSet(Said.NOTHING, what)) {
      told.accept(what);
    }
  }
}
