package io.banyan.control.work;

import io.banyan.control.metrics.Family;
import io.banyan.control.metrics.Samples;
import io.banyan.pool.worker.PoolStatus;
import io.banyan.pool.worker.Pools;
import io.banyan.pool.worker.machine.PoolCounts;
import io.banyan.pool.worker.machine.PoolState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The metrics of the pools of a tree, asked for when they are wanted. */
public record PoolSamples(Pools pools) implements Consumer<Samples> {

  private static final long LIMIT_SECONDS = 1;

  @Override
  public void accept(Samples out) {
    pools.names().forEach(name -> status(name).ifPresent(status -> tell(out, status)));
  }

  /** Empty when it is down, or does not answer in time. */
  private Optional<PoolStatus> status(String name) {
    try {
      return pools
          .find(name)
          .map(
              found ->
                  found
                      .thenCompose(pool -> pool.status())
                      .toCompletableFuture()
                      .copy()
                      .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                      .join());
    } catch (CompletionException noAnswer) {
      return Optional.empty();
    }
  }

  private static void tell(Samples out, PoolStatus pool) {
    PoolState state = pool.state();
    List<String> label = List.of(pool.name());
    out.add(Family.POOL_WORKERS, state.starting(), List.of(pool.name(), "starting"));
    out.add(Family.POOL_WORKERS, state.idle(), List.of(pool.name(), "idle"));
    out.add(Family.POOL_WORKERS, state.busy(), List.of(pool.name(), "busy"));
    out.add(Family.POOL_WORKERS, state.ending(), List.of(pool.name(), "ending"));
    out.add(Family.POOL_BROKEN, state.broken().isPresent() ? 1 : 0, label);
    out.add(Family.POOL_QUEUED, state.queued() + state.outside(), label);
    tell(out, pool.name(), state.counts());
  }

  private static void tell(Samples out, String pool, PoolCounts counts) {
    task(out, pool, "done", counts.done());
    task(out, pool, "failed", counts.failed());
    task(out, pool, "crashed", counts.crashed());
    task(out, pool, "timed-out", counts.timedOut());
    task(out, pool, "cancelled", counts.cancelled());
    task(out, pool, "refused", counts.refused());
    task(out, pool, "dropped", counts.dropped());
    task(out, pool, "abandoned", counts.abandoned());
    List<String> label = List.of(pool);
    out.add(Family.POOL_RETRIES, counts.retried(), label);
    out.add(Family.POOL_STARTED, counts.started(), label);
    out.add(Family.POOL_LOST, counts.lost(), label);
    out.add(Family.POOL_RECYCLED, counts.recycled(), label);
    out.add(Family.POOL_WAIT, PoolDocument.seconds(counts.waitNanos()), label);
    out.add(Family.POOL_RUN, PoolDocument.seconds(counts.runNanos()), label);
  }

  private static void task(Samples out, String pool, String outcome, long count) {
    out.add(Family.POOL_TASKS, count, List.of(pool, outcome));
  }
}
