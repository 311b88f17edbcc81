package io.banyan.pool.worker;

import io.banyan.pool.worker.machine.Decision;
import io.banyan.pool.worker.machine.Refusal;
import io.banyan.pool.worker.machine.TaskEnd;
import io.banyan.pool.worker.machine.WhenFull;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks are handed in to one incarnation of a pool's actor. Unlike a mailbox it answers those
 * that come when the actor has ended, and wakes it once for many.
 */
final class Desk<T, R> implements Pool<T, R> {

  /** What is handed in. */
  sealed interface Slip<T, R> {}

  record New<T, R>(Entry<T, R> entry) implements Slip<T, R> {}

  record Cancel<T, R>(long task, CompletableFuture<Boolean> done) implements Slip<T, R> {}

  record Ask<T, R>(CompletableFuture<PoolStatus> status) implements Slip<T, R> {}

  private final String name;
  private final WhenFull whenFull;
  private final Runnable ring;
  private final Runnable end;
  private final Queue<Slip<T, R>> slips = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean rung = new AtomicBoolean();
  private final AtomicLong tasks = new AtomicLong();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean closed;

  /**
   * @param ring has the actor look; called from any thread
   * @param end asks it to end
   */
  Desk(String name, WhenFull whenFull, Runnable ring, Runnable end) {
    this.name = name;
    this.whenFull = whenFull;
    this.ring = ring;
    this.end = end;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Submission<R> submit(T task) {
    Submission<R> submission = offer(task);
    return whenFull == WhenFull.WAIT ? submission.awaitAdmission() : submission;
  }

  @Override
  public Submission<R> offer(T task) {
    Entry<T, R> entry = new Entry<>(tasks.incrementAndGet(), task);
    put(new New<>(entry));
    return new Submission<>(entry, this);
  }

  @Override
  public CompletionStage<PoolStatus> status() {
    CompletableFuture<PoolStatus> status = new CompletableFuture<>();
    put(new Ask<>(status));
    return status;
  }

  @Override
  public CompletionStage<Void> end() {
    if (!closed) {
      end.run();
    }
    return ended.copy();
  }

  void put(Slip<?, R> slip) {
    @SuppressWarnings("unchecked")
    Slip<T, R> own = (Slip<T, R>) slip;
    slips.add(own);
    if (closed) {
      turnAway();
    } else if (rung.compareAndSet(false, true)) {
      ring.run();
    }
  }

  /** For the actor: from here on it is rung for again. Before it looks. */
  void look() {
    rung.set(false);
  }

  @Nullable Slip<T, R> take() {
    return slips.poll();
  }

  /** Nobody sits here any more. */
  void shut() {
    closed = true;
    turnAway();
    ended.complete(null);
  }

  private void turnAway() {
    for (Slip<T, R> slip = slips.poll(); slip != null; slip = slips.poll()) {
      if (slip instanceof New<T, R> fresh) {
        refuse(fresh.entry());
      } else if (slip instanceof Cancel<T, R> cancel) {
        cancel.done().complete(false);
      } else if (slip instanceof Ask<T, R> ask) {
        ask.status().completeExceptionally(new IllegalStateException(Refusal.CLOSED.words()));
      }
    }
  }

  static <T, R> void refuse(Entry<T, R> entry) {
    entry.finish(
        new TaskOutcome.NotDone<>(
            new TaskEnd.Refused(Refusal.CLOSED, Refusal.CLOSED.words()),
            Optional.empty(),
            new Decision.Course(0, 0, 0)));
  }
}
