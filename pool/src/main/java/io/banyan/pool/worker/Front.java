package io.banyan.pool.worker;

import io.banyan.pool.worker.machine.WhenFull;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A pool, whichever incarnation of its actor is there; in between it refuses. */
final class Front<T, R> implements Pool<T, R> {

  private final String name;
  private final AtomicReference<Pool<T, R>> desk;
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final AtomicReference<Supplier<CompletionStage<?>>> ending =
      new AtomicReference<>(() -> CompletableFuture.completedFuture(null));

  Front(String name) {
    this.name = name;
    Desk<T, R> nobody = new Desk<>(name, WhenFull.REFUSE, () -> {}, () -> {});
    nobody.shut();
    desk = new AtomicReference<>(nobody);
  }

  /** Tasks are handed in there from now on. */
  void is(Pool<T, R> now) {
    desk.set(now);
    begun.complete(null);
  }

  void endedBy(Supplier<CompletionStage<?>> way) {
    ending.set(way);
  }

  /** Completes when tasks can be handed in. */
  CompletableFuture<Void> begun() {
    return begun;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Submission<R> submit(T task) {
    return now().submit(task);
  }

  @Override
  public Submission<R> offer(T task) {
    return now().offer(task);
  }

  @Override
  public CompletionStage<PoolStatus> status() {
    return now().status();
  }

  @Override
  public CompletionStage<Void> end() {
    return Objects.requireNonNull(ending.get()).get().thenApply(done -> null);
  }

  private Pool<T, R> now() {
    return Objects.requireNonNull(desk.get());
  }
}
