package io.banyan.pool.function;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.proc.ProcFs;
import io.banyan.runtime.proc.ProcStat;
import io.banyan.runtime.proc.SystemUnits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One function that runs in a process of its own, from before its launch until after its end. Safe
 * from any thread.
 *
 * <p>Stages are completed in threads of the runtime: what depends on them must not block there.
 *
 * @param <T> what the function returns
 */
public final class FunctionProcess<T> {

  private final ChildPath path;
  private final String function;
  private final OneCall<T> process;
  private final Launcher launcher;

  FunctionProcess(ChildPath path, String function, OneCall<T> process, Launcher launcher) {
    this.path = path;
    this.function = function;
    this.process = process;
    this.launcher = launcher;
  }

  /**
   * Waits for what the function returns.
   *
   * @throws FunctionException when it comes to anything else; its cause is what was thrown
   * @throws InterruptedException when the thread is interrupted while it waits; the process runs on
   */
  public T await() throws InterruptedException {
    return value(tryAwait());
  }

  /** Waits for what comes of it, whatever that is. */
  public FunctionResult<T> tryAwait() throws InterruptedException {
    try {
      return process.result().get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible.getCause());
    }
  }

  /** The same, but waits no longer than this. Empty when there is no result in time. */
  public Optional<FunctionResult<T>> tryAwait(Duration time) throws InterruptedException {
    try {
      return Optional.of(process.result().get(time.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      return Optional.empty();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible.getCause());
    }
  }

  /** What comes of it; never completed exceptionally. */
  public CompletionStage<FunctionResult<T>> result() {
    return process.result().copy();
  }

  /** Completed when its process is gone, which is a little later than the result. */
  public CompletionStage<Void> whenGone() {
    return process.ended().copy();
  }

  /** Has this told once what came of it; at once if that is known. */
  public void monitor(Consumer<FunctionResult<T>> observer) {
    process.result().thenAccept(observer);
  }

  /**
   * Asks it to end: what it has given to {@code FunctionContext.onShutdown} runs, then its JVM
   * ends. It is killed when it takes longer than {@code banyan.functions.shutdown}.
   *
   * @return completed when its process is gone
   */
  public CompletionStage<Void> shutdown() {
    launcher.stop(path.id(), Optional.empty());
    return whenGone();
  }

  /**
   * The same.
   *
   * @param grace how long it may take; 0 kills at once
   */
  public CompletionStage<Void> shutdown(Duration grace) {
    launcher.stop(path.id(), Optional.of(grace));
    return whenGone();
  }

  /**
   * Kills it with all that it has started.
   *
   * @return completed when its process is gone
   */
  public CompletionStage<Void> kill() {
    launcher.kill(path.id());
    return whenGone();
  }

  /**
   * Where it stands in its tree, for links and monitors there; below {@code functions} if in none.
   */
  public ChildPath path() {
    return path;
  }

  /** How it is now. */
  public FunctionInfo info() {
    Optional<ProcessIdentity> identity = process.process();
    Optional<ProcStat> stat =
        identity.flatMap(known -> ProcStat.of(known.pid()).filter(now -> now.is(known)));
    SystemUnits units = new ProcFs().units();
    return new FunctionInfo(
        path.id(),
        function,
        state(identity.isPresent()),
        identity.map(known -> OptionalLong.of(known.pid())).orElseGet(OptionalLong::empty),
        process.launchedAt(),
        stat.map(now -> OptionalLong.of(now.rssPages() * units.pageBytes()))
            .orElseGet(OptionalLong::empty),
        stat.map(now -> Duration.ofNanos(units.nanos(now.cpu().all()))));
  }

  private FunctionInfo.State state(boolean launched) {
    if (process.ended().isDone()) {
      return FunctionInfo.State.ENDED;
    }
    if (process.result().isDone()) {
      return FunctionInfo.State.ENDING;
    }
    return launched ? FunctionInfo.State.RUNNING : FunctionInfo.State.STARTING;
  }

  // Null only where the function returns null, or nothing: then T says so.
  @SuppressWarnings("NullAway")
  private T value(FunctionResult<T> result) {
    if (result instanceof FunctionResult.Returned<T> returned) {
      return returned.value();
    }
    throw new FunctionException(path.id(), result);
  }
}
