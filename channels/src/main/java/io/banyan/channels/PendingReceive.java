package io.banyan.channels;

/** A receive that waits for a value or the end. */
final class PendingReceive<T> extends Pending<Received<T>> {

  private final GuardedState<T> guarded;
  private final Entry<T> entry = new Entry<>(waiter, null);

  PendingReceive(GuardedState<T> guarded) {
    this.guarded = guarded;
  }

  void begin() {
    if (guarded.receive(entry)) {
      settled();
    }
  }

  @Override
  void settled() {
    T value = entry.value;
    bring(value != null ? new Received.Value<>(value) : guarded.nothing());
  }

  @Override
  void leave() {
    guarded.leave(entry);
  }
}
