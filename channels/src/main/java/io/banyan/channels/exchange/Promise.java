package io.banyan.channels.exchange;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An answer to come; who cancels it is heard. */
final class Promise<A> extends CompletableFuture<A> {

  private volatile @Nullable Runnable onCancel;

  void onCancel(Runnable action) {
    onCancel = action;
    if (isCancelled()) {
      action.run();
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    Runnable action = onCancel;
    if (cancelled && action != null) {
      action.run();
    }
    return cancelled;
  }

  /** What depends on it is an ordinary future. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
