package io.banyan.pool.function;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Processes that were started before anybody needs them. Each is used once, and then another is
 * started. One that ends by itself before it takes a call is not replaced until somebody asks: what
 * cannot start must not be started for ever. Safe from any thread.
 */
final class Spares {

  private final int wanted;
  private final Function<Consumer<OneCall<Object>>, Optional<Spare>> starter;
  private final Deque<Spare> ready = new ArrayDeque<>();
  private int coming;

  /** One that is started, and its id. */
  record Spare(String id, OneCall<Object> process) {}

  /**
   * @param starter starts one, and has it told when it takes a call; empty when none can be started
   */
  Spares(int wanted, Function<Consumer<OneCall<Object>>, Optional<Spare>> starter) {
    this.wanted = wanted;
    this.starter = starter;
  }

  /** One that takes a call now. */
  Optional<Spare> take() {
    Spare taken;
    synchronized (this) {
      taken = ready.poll();
    }
    if (taken != null) {
      refill();
    }
    return Optional.ofNullable(taken);
  }

  /** Starts as many as are missing. */
  void refill() {
    while (claim()) {
      Waiting waiting = new Waiting();
      Optional<Spare> started = starter.apply(connected -> waiting.connected());
      if (started.isEmpty()) {
        waiting.settle();
        return;
      }
      waiting.is(started.get());
    }
  }

  private synchronized boolean claim() {
    if (ready.size() + coming >= wanted) {
      return false;
    }
    coming++;
    return true;
  }

  /** One that is started: it is ready when it is known here and takes a call. */
  private final class Waiting {

    private boolean isThere;
    private boolean settled;
    private Optional<Spare> spare = Optional.empty();

    void is(Spare started) {
      synchronized (Spares.this) {
        spare = Optional.of(started);
        join();
      }
      started.process().ended().thenRun(() -> gone(started));
    }

    void connected() {
      synchronized (Spares.this) {
        isThere = true;
        join();
      }
    }

    void settle() {
      synchronized (Spares.this) {
        if (!settled) {
          settled = true;
          coming--;
        }
      }
    }

    private void join() {
      if (isThere && spare.isPresent() && !settled) {
        settle();
        ready.add(spare.get());
      }
    }

    private void gone(Spare ended) {
      boolean wasReady;
      synchronized (Spares.this) {
        settle();
        wasReady = ready.remove(ended);
      }
      if (wasReady) {
        refill();
      }
    }
  }
}
