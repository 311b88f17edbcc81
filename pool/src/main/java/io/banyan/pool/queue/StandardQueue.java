package io.banyan.pool.queue;

import io.banyan.pool.queue.QueueCore.Held;
import io.banyan.pool.queue.machine.Draft;
import io.banyan.pool.queue.machine.Outcome;
import io.banyan.pool.queue.machine.QueueCounts;
import io.banyan.pool.queue.machine.Task;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** A {@link TaskQueue} over a {@link QueueCore} that keeps its values packed. */
final class StandardQueue<T, V> implements TaskQueue<T> {

  private final String name;
  private final QueueSettings settings;
  private final QueuePorts ports;
  private final Packing<T, V> packing;
  private final QueueCore<V> core;
  private final Optional<Writer> writer;

  StandardQueue(Face face, QueuePorts ports, Packing<T, V> packing, QueueCore<V> core) {
    this.name = face.name();
    this.settings = face.settings();
    this.writer = face.writer();
    this.ports = ports;
    this.packing = packing;
    this.core = core;
  }

  /** What it is asked about itself. */
  record Face(String name, QueueSettings settings, Optional<Writer> writer) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public QueueSettings settings() {
    return settings;
  }

  QueueTime time() {
    return ports.time();
  }

  @Override
  public long push(T value, PushOptions options) {
    Promise<PushResult> promise = Promise.direct();
    core.push(draft(value, options), mayWait(), promise);
    return id(pushed(promise));
  }

  private PushResult pushed(Promise<PushResult> promise) {
    try {
      return promise.future().get();
    } catch (InterruptedException e) {
      core.withdraw(promise);
      // Either it is refused now, or it is in and just being kept: that takes no longer than that.
      PushResult result = Waiting.until(promise.future());
      Thread.currentThread().interrupt();
      return result;
    } catch (ExecutionException failed) {
      return Waiting.until(promise.future());
    }
  }

  private long id(PushResult result) {
    if (result instanceof PushResult.Refused refused) {
      throw new QueueRefusedException(name, refused.reason());
    }
    return result instanceof PushResult.Duplicate same
        ? same.id()
        : ((PushResult.Pushed) result).id();
  }

  @Override
  public PushResult tryPush(T value, PushOptions options) {
    Promise<PushResult> promise = Promise.direct();
    core.push(draft(value, options), false, promise);
    return Waiting.until(promise.future());
  }

  @Override
  public CompletionStage<PushResult> pushAsync(T value, PushOptions options) {
    Promise<PushResult> promise = Promise.on(ports.callbacks());
    core.push(draft(value, options), mayWait(), promise);
    return promise.future();
  }

  @Override
  public CompletionStage<PushResult> tryPushAsync(T value, PushOptions options) {
    Promise<PushResult> promise = Promise.on(ports.callbacks());
    core.push(draft(value, options), false, promise);
    return promise.future();
  }

  private boolean mayWait() {
    return settings.whenFull() == WhenFull.WAIT;
  }

  private Draft<V> draft(T value, PushOptions options) {
    Instant now = ports.time().now().time();
    return new Draft<>(packing.pack(value), options.priority(), options.key(), options.from(now));
  }

  @Override
  public Optional<Delivery<T>> take() throws InterruptedException {
    return take(new Turn<>(core));
  }

  /** One that can be cancelled by others. */
  Optional<Delivery<T>> take(Turn<V> turn) throws InterruptedException {
    while (true) {
      Optional<Held<V>> held = turn.await();
      Optional<Delivery<T>> opened = held.flatMap(this::open);
      if (held.isEmpty() || opened.isPresent()) {
        return opened;
      }
    }
  }

  @Override
  public Optional<Delivery<T>> take(Duration limit) throws InterruptedException {
    Promise<Optional<Held<V>>> promise = Promise.direct();
    core.take(promise);
    try {
      return promise.future().get(limit.toNanos(), TimeUnit.NANOSECONDS).flatMap(this::open);
    } catch (TimeoutException late) {
      promise.future().complete(Optional.empty());
      return promise.future().join().flatMap(this::open);
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    } finally {
      if (promise.future().complete(Optional.empty())) {
        core.forget(promise);
      }
    }
  }

  @Override
  public CompletableFuture<Optional<Delivery<T>>> takeAsync() {
    CompletableFuture<Optional<Delivery<T>>> result = new CompletableFuture<>();
    takeInto(result);
    return result;
  }

  private void takeInto(CompletableFuture<Optional<Delivery<T>>> result) {
    Promise<Optional<Held<V>>> promise = Promise.on(ports.callbacks());
    promise
        .future()
        .thenAccept(
            held -> {
              Optional<Delivery<T>> opened = held.flatMap(this::open);
              if (held.isPresent() && opened.isEmpty()) {
                takeInto(result);
              } else if (!result.complete(opened)) {
                opened.ifPresent(unwanted -> unwanted.settle(new Outcome.GivenBack()));
              }
            });
    result.whenComplete(
        (delivery, failure) -> {
          if (promise.future().complete(Optional.empty())) {
            core.forget(promise);
          }
        });
    core.take(promise);
  }

  /** Empty when the bytes are no value: the attempt has failed. */
  private Optional<Delivery<T>> open(Held<V> held) {
    try {
      T value = packing.unpack(held.task().value());
      return Optional.of(new HeldDelivery<>(core, ports.callbacks(), held, value));
    } catch (IOException | RuntimeException unreadable) {
      core.settle(
          held.ticket(),
          new Outcome.Failed("cannot be read: " + Reasons.of(unreadable)),
          Promise.direct());
      return Optional.empty();
    }
  }

  @Override
  public Iterable<Delivery<T>> deliveries() {
    return () -> new Deliveries<>(this, delivery -> {});
  }

  @Override
  public Iterator<T> iterator() {
    Deliveries<T> deliveries = new Deliveries<>(this, Delivery::ack);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return deliveries.hasNext();
      }

      @Override
      public T next() {
        return deliveries.next().value();
      }
    };
  }

  @Override
  public void forEach(Consumer<? super T> handler) {
    Handling<T> handling = new Handling<>(handler::accept, ports.time());
    for (Delivery<T> delivery : deliveries()) {
      handling.handle(delivery);
    }
  }

  @Override
  public Consumption consume(int consumers, TaskHandler<T> handler) {
    return ThreadConsumption.start(
        this, consumers, () -> new Turn<>(core), new Handling<>(handler, ports.time()));
  }

  @Override
  public Consumption consumeAsync(int atOnce, Function<Delivery<T>, CompletionStage<?>> handler) {
    return AsyncConsumption.start(this, atOnce, handler, ports.time());
  }

  @Override
  public QueueCounts counts() {
    return core.counts();
  }

  @Override
  public Optional<String> trouble() {
    return writer.flatMap(Writer::trouble);
  }

  @Override
  public List<DeadLetter<T>> deadLetters() {
    return core.dead().stream().map(this::letter).toList();
  }

  private DeadLetter<T> letter(Task<V> task) {
    Optional<T> value;
    try {
      value = Optional.of(packing.unpack(task.value()));
    } catch (IOException | RuntimeException unreadable) {
      value = Optional.empty();
    }
    return new DeadLetter<>(
        task.id(),
        value,
        task.origin().priority(),
        task.origin().key(),
        task.origin().pushedAt(),
        task.attempts());
  }

  @Override
  public CompletionStage<RequeueResult> requeueAsync(long id) {
    Promise<RequeueResult> promise = Promise.on(ports.callbacks());
    core.requeue(id, promise);
    return promise.future();
  }

  @Override
  public CompletionStage<Boolean> dropAsync(long id) {
    Promise<Boolean> promise = Promise.on(ports.callbacks());
    core.drop(id, promise);
    return promise.future();
  }

  @Override
  public void close() {
    core.close();
  }

  @Override
  public CompletionStage<Void> whenEnded() {
    return core.whenEnded().copy();
  }

  @Override
  public void stop() {
    core.stop();
    writer.ifPresent(Writer::awaitEnd);
  }
}
