package io.banyan.pool.function;

import io.banyan.runtime.event.ChildPath;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts processes that run one function each, and knows those that still run. */
final class SpawnedProcesses implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SpawnedProcesses.class);
  private static final long CLOSE_SECONDS = 10;

  private final FunctionHost host;
  private final Launcher launcher;
  private final Spares spares;
  private final Map<String, OneCall<?>> running = new ConcurrentHashMap<>();

  private SpawnedProcesses(FunctionHost host, Launcher launcher) {
    this.host = host;
    this.launcher = launcher;
    this.spares = new Spares(host.settings().spares(), this::spare);
  }

  /** Also starts the spares. */
  static SpawnedProcesses begin(FunctionHost host, Launcher launcher) {
    SpawnedProcesses spawned = new SpawnedProcesses(host, launcher);
    spawned.spares.refill();
    return spawned;
  }

  <R> FunctionProcess<R> spawn(FunctionCall<R> call, FunctionOptions options) {
    Optional<Spares.Spare> spare = options.isCommon() ? spares.take() : Optional.empty();
    String id = spare.map(Spares.Spare::id).or(options::name).orElseGet(host::nextId);
    @SuppressWarnings("unchecked") // it has no function yet, so it can return anything
    OneCall<R> process =
        spare
            .map(one -> (OneCall<R>) (OneCall<?>) one.process())
            .orElseGet(() -> start(id, options, connected -> {}));
    host.shares().take(call.channels());
    process.result().thenAccept(result -> ended(id, call, result));
    process.result().thenRun(() -> ending(id, process));
    process.assign(call, options.accepted());
    return new FunctionProcess<>(launcher.path(id), call.description(), process, launcher);
  }

  private Optional<Spares.Spare> spare(Consumer<OneCall<Object>> onConnected) {
    if (host.isClosed()) {
      return Optional.empty();
    }
    String id = host.nextId();
    try {
      return Optional.of(new Spares.Spare(id, start(id, FunctionOptions.DEFAULT, onConnected)));
    } catch (RuntimeException refused) {
      LOG.debug("No spare is started: {}", refused.toString());
      return Optional.empty();
    }
  }

  private <R> OneCall<R> start(
      String id, FunctionOptions options, Consumer<OneCall<R>> onConnected) {
    if (!ChildPath.ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not an id: " + id);
    }
    OneCall<R> process = new OneCall<>(options.limits(), onConnected);
    Seat seat = host.open(id, options, process);
    running.put(id, process);
    process
        .ended()
        .thenRun(
            () -> {
              running.remove(id);
              seat.close();
            });
    try {
      launcher.launch(seat, process::notLaunched);
    } catch (RuntimeException failed) {
      process.notLaunched(failed.toString());
    }
    return process;
  }

  private void ended(String id, FunctionCall<?> call, FunctionResult<?> result) {
    if (result instanceof FunctionResult.Returned) {
      host.shares().giveBack(call.channels());
    } else {
      host.shares().fail(call.channels(), id + ": " + result.description());
    }
  }

  /** It has a result, so it ends by itself: unless something of its own keeps it from that. */
  private void ending(String id, OneCall<?> process) {
    if (!process.ended().isDone()) {
      Runnable cancel = host.after(host.settings().shutdown(), () -> launcher.kill(id));
      process.ended().thenRun(cancel);
    }
  }

  @Override
  public void close() {
    running.keySet().forEach(launcher::kill);
    CompletableFuture<?>[] ends =
        running.values().stream().map(OneCall::ended).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException left) {
      LOG.warn("{} function processes have not ended", running.size());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
