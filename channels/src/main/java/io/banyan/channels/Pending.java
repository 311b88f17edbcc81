package io.banyan.channels;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future that waits. Whoever completes it from outside (cancel, timeout) first has to withdraw
 * its waiter: so what was brought is never dropped.
 */
abstract class Pending<R> extends CompletableFuture<R> {

  final Waiter waiter =
      new Waiter() {
        @Override
        void resume() {
          settled();
        }
      };

  /** Takes what was brought: {@link #bring} or {@link #refuse}. Holds no lock. */
  abstract void settled();

  /** Takes all entries out of their queues. */
  abstract void leave();

  /** Completes with what was brought. */
  final void bring(@Nullable R result) {
    super.complete(result);
  }

  /** Completes because nothing can be brought. */
  final void refuse(Throwable reason) {
    super.completeExceptionally(reason);
  }

  private boolean withdraw() {
    if (!waiter.withdraw()) {
      return false;
    }
    leave();
    return true;
  }

  @Override
  public boolean complete(R value) {
    return withdraw() && super.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    return withdraw() && super.completeExceptionally(failure);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return withdraw() ? super.cancel(mayInterruptIfRunning) : isCancelled();
  }

  /** Not supported: it would drop what is brought meanwhile. */
  @Override
  public CompletableFuture<R> completeAsync(Supplier<? extends R> supplier, Executor executor) {
    throw unsupported();
  }

  /** Not supported: it would drop what was brought. */
  @Override
  public void obtrudeValue(R value) {
    throw unsupported();
  }

  /** Not supported: it would drop what was brought. */
  @Override
  public void obtrudeException(Throwable failure) {
    throw unsupported();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("a channel completes this future");
  }
}
