package io.banyan.pool.function;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.limits.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs one function and ends. The function may be given to it when it is there
 * already. Safe from any thread.
 *
 * @param <T> what the function returns
 */
final class OneCall<T> implements Tenant {

  /** For what is left in a pipe whose writer is dead. */
  private static final Duration REST_LIMIT = Duration.ofSeconds(5);

  private final Limits limits;
  private final Consumer<OneCall<T>> onConnected;
  private final CompletableFuture<FunctionResult<T>> result = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private @Nullable FunctionCall<T> call;
  private Set<Class<?>> accepted = Set.of();
  private @Nullable ChildLink link;
  private volatile @Nullable ProcessIdentity process;
  private volatile @Nullable Instant launchedAt;

  /**
   * @param onConnected told when it takes a call
   */
  OneCall(Limits limits, Consumer<OneCall<T>> onConnected) {
    this.limits = limits;
    this.onConnected = onConnected;
  }

  /**
   * Gives it its function.
   *
   * @param classes of which there may be something in what it returns
   */
  void assign(FunctionCall<T> function, Set<Class<?>> classes) {
    synchronized (this) {
      call = function;
      accepted = classes;
    }
    go();
  }

  CompletableFuture<FunctionResult<T>> result() {
    return result;
  }

  /** Completed when the process is gone. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  Optional<ProcessIdentity> process() {
    return Optional.ofNullable(process);
  }

  Optional<Instant> launchedAt() {
    return Optional.ofNullable(launchedAt);
  }

  /** There will be no process. */
  void notLaunched(String reason) {
    result.complete(new FunctionResult.LaunchFailed<>(reason));
    ended.complete(null);
  }

  @Override
  public void launched(ProcessIdentity identity) {
    launchedAt = Instant.now();
    process = identity;
  }

  @Override
  public void connected(ChildLink connected) {
    synchronized (this) {
      link = connected;
    }
    go();
    onConnected.accept(this);
  }

  @Override
  public void broken(String reason) {
    result.complete(new FunctionResult.Failed<>(reason));
  }

  @Override
  public void ended(ProcessEvent.Ended fact, Optional<ChildLink> of) {
    CompletableFuture<Void> silent =
        of.map(some -> some.whenGone().toCompletableFuture())
            .orElseGet(() -> CompletableFuture.completedFuture(null));
    silent
        .orTimeout(REST_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((done, late) -> over(fact, of));
  }

  private void over(ProcessEvent.Ended fact, Optional<ChildLink> of) {
    boolean connected = of.map(ChildLink::wasConnected).orElse(false);
    boolean exiting = of.map(ChildLink::wasExiting).orElse(false);
    result.complete(new Verdict(limits, connected, exiting).of(fact));
    ended.complete(null);
  }

  /** Called twice; the later one has both. */
  private void go() {
    FunctionCall<T> function;
    ChildLink to;
    Set<Class<?>> classes;
    synchronized (this) {
      function = call;
      to = link;
      classes = accepted;
      if (function == null || to == null) {
        return;
      }
      call = null;
    }
    to.callLast(function, classes).thenAccept(this::answered);
  }

  // Every result of a call but the lost one, whose reason its end tells, is one of a process.
  @SuppressWarnings("unchecked")
  private void answered(CallResult<T> answer) {
    if (answer instanceof FunctionResult<?> told) {
      result.complete((FunctionResult<T>) told);
    }
  }
}
