package io.banyan.channels;

/** A send that waits for room or a receiver. */
final class PendingSend<T> extends Pending<Void> {

  private final GuardedState<T> guarded;
  private final Entry<T> entry;

  PendingSend(GuardedState<T> guarded, T value) {
    this.guarded = guarded;
    this.entry = new Entry<>(waiter, value);
  }

  void begin(T value) {
    if (guarded.send(entry, value)) {
      settled();
    }
  }

  @Override
  void settled() {
    if (entry.closed) {
      refuse(guarded.closed());
    } else {
      bring(null);
    }
  }

  @Override
  void leave() {
    guarded.leave(entry);
  }
}
