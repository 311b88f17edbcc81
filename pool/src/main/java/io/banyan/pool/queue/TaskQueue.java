package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.QueueCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tasks for consumers, each delivered to one at a time until that one says that it is done.
 *
 * <pre>{@code
 * TaskQueue<Job> queue = TaskQueue.create("jobs");
 * queue.push(new Job("email", "user@example.com"));
 *
 * queue.forEach(job -> process(job));      // until the queue is closed and drained
 * }</pre>
 *
 * <p>A task that is pushed waits; one that is taken is with its consumer, who settles it: {@link
 * Delivery#ack done}, {@link Delivery#fail failed}, {@link Delivery#retryAfter again later}. A
 * consumer that says nothing within its lease has lost it. What failed comes again, after a
 * backoff, until its attempts are used up; then it is a dead letter. So a task is done at least
 * once: a consumer that dies between its work and its word makes it twice.
 *
 * <p>Those of higher priority come first, those of the same in the order in which they were pushed;
 * a task that failed has its old place when its time has come.
 *
 * <p>Values are handed over: do not change one that was pushed. Safe from any number of threads.
 * What waits here must not be called by an actor or another thread that must not wait: for these
 * there is the same with {@code Async}, whose callbacks run in {@link QueuePorts#callbacks}. On a
 * durable queue every change waits for its file, and throws {@link QueueException}, or fails the
 * stage, when it cannot be written; nothing has changed then.
 */
public interface TaskQueue<T> extends Iterable<T> {

  /** In memory, with {@link QueueSettings#defaults()}. */
  static <T> TaskQueue<T> create(String name) {
    return inMemory(name, QueueSettings.defaults());
  }

  /** In memory: what is in it ends with the JVM. */
  static <T> TaskQueue<T> inMemory(String name, QueueSettings settings) {
    return Queues.inMemory(name, settings, QueuePorts.system());
  }

  /**
   * In a file, {@code NAME.queue} in this folder: what was acknowledged survives.
   *
   * @param name letters, digits, ".", "_" and "-", beginning with a letter or digit, at most 64
   * @param folder made when it is not there, mode 0700
   * @throws QueueException when the file cannot be read, or another queue has it open
   */
  static <T> TaskQueue<T> durable(
      String name, QueueSettings settings, Codec<T> codec, Path folder) {
    return Queues.durable(name, settings, new Queues.Place<>(folder, codec), QueuePorts.system());
  }

  String name();

  QueueSettings settings();

  /**
   * Adds a task. Waits for a place if the queue is full and {@link QueueSettings#whenFull} says so.
   *
   * @return its id
   * @throws QueueRefusedException when the queue is full or closed, or the thread is interrupted
   *     while it waits for a place; it stays interrupted
   * @throws IllegalArgumentException when the value is larger than {@link QueueSettings#taskBytes}
   */
  default long push(T value) {
    return push(value, PushOptions.none());
  }

  /**
   * As {@link #push(Object)}.
   *
   * @return its id, or that of the task of the same key that is in already
   */
  long push(T value, PushOptions options);

  /** Adds a task if there is a place now. */
  PushResult tryPush(T value, PushOptions options);

  /** As {@link #tryPush}, without waiting for the file either. */
  CompletionStage<PushResult> tryPushAsync(T value, PushOptions options);

  /** As {@link #push}, without waiting: the stage is done when the task is in, or refused. */
  CompletionStage<PushResult> pushAsync(T value, PushOptions options);

  /**
   * The next task; waits for one.
   *
   * @return empty when the queue is closed and drained, or stopped
   */
  Optional<Delivery<T>> take() throws InterruptedException;

  /** As {@link #take()}; empty also when there is none in this time. */
  Optional<Delivery<T>> take(Duration limit) throws InterruptedException;

  /**
   * The next task, as soon as there is one; as {@link #take()}. To cancel it is to want none any
   * more: one that comes all the same goes back to its place.
   */
  CompletableFuture<Optional<Delivery<T>>> takeAsync();

  /** One {@link #take()} after the other, each to be settled by who iterates. */
  Iterable<Delivery<T>> deliveries();

  /**
   * The values, for a loop: {@code for (var job : queue)}. Coming back for the next one says that
   * the one before is done. A loop that ends otherwise, by {@code break} or an exception, says
   * nothing of its last one: that comes again when its lease ends, as a failed attempt. {@link
   * #forEach} knows better. Ends when the queue is closed and drained, or stopped, or the thread is
   * interrupted; it stays so.
   */
  @Override
  Iterator<T> iterator();

  /**
   * Handles one task after the other in this thread: done when the handler returns, failed with
   * what it throws. Goes on until the queue is closed and drained, or stopped, or the thread is
   * interrupted.
   */
  @Override
  void forEach(Consumer<? super T> handler);

  /**
   * Handles tasks as {@link #forEach} does, in so many threads of its own; they are daemons.
   *
   * @param consumers at least 1
   */
  Consumption consume(int consumers, TaskHandler<T> handler);

  /**
   * Handles tasks without threads of its own: so many at a time, done when the stage is, failed
   * when it fails; a stage that brings an {@link io.banyan.pool.queue.machine.Outcome} says that
   * instead. The handler must not block.
   *
   * @param atOnce at least 1
   */
  Consumption consumeAsync(int atOnce, Function<Delivery<T>, CompletionStage<?>> handler);

  QueueCounts counts();

  /** What is wrong with its file, in one line; empty while all is well. */
  Optional<String> trouble();

  /** Those whose attempts are used up, the oldest tasks first. */
  List<DeadLetter<T>> deadLetters();

  /** Makes a dead letter a task again, with all its attempts before it. */
  default RequeueResult requeue(long id) {
    return Waiting.until(requeueAsync(id));
  }

  CompletionStage<RequeueResult> requeueAsync(long id);

  /**
   * Forgets a dead letter.
   *
   * @return false when there is none of this id
   */
  default boolean drop(long id) {
    return Waiting.until(dropAsync(id));
  }

  CompletionStage<Boolean> dropAsync(long id);

  /**
   * From now on nothing can be pushed; consumers get what is left, delayed tasks too when their
   * time has come, and then the end. A file is closed after that. It is not closed for ever: the
   * next queue on it is open.
   */
  void close();

  /** Completes when the queue was closed and nothing is left of it but dead letters, or stopped. */
  CompletionStage<Void> whenEnded();

  /**
   * Ends everything now: consumers get the end, nothing can be settled any more. What is in a file
   * stays there and comes again. Waits for what is just being written.
   */
  void stop();
}
