package io.banyan.pool.worker;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.banyan.pool.function.FunctionProcesses;
import io.banyan.pool.function.call.Call1;
import io.banyan.pool.worker.machine.PoolRules;
import io.banyan.pool.worker.machine.PoolSize;
import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.SupervisionTree;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;

/**
 * Makes worker pools in a program.
 *
 * <pre>{@code
 * Pool<Task, Result> pool = WorkerPool.create("workers", 4, task -> processTask(task));
 * pool.submit(task1);
 * Result result = pool.submitAwait(task4);
 * }</pre>
 *
 * <p>A pool that is {@linkplain #create created} by itself has a little tree of its own; one that
 * is {@linkplain #in put into a tree} is a child there, like any other.
 */
public final class WorkerPool {

  private WorkerPool() {}

  /** A pool of functions with a tree of its own, until it is closed; else as configured. */
  public static <T, R> Pool<T, R> create(String name, int workers, TaskFunction<T, R> function) {
    return create(name, rules(PoolSize.fixed(workers)), function);
  }

  /** A pool of functions with a tree of its own, until it is closed. */
  public static <T, R> Pool<T, R> create(
      String name, PoolRules rules, TaskFunction<T, R> function) {
    Front<T, R> front = new Front<>(name);
    OwnTree.start(definition(name, Kind.functions(rules, function), front), front);
    return front;
  }

  /** What the configuration says of pools, for one of this size. */
  public static PoolRules rules(PoolSize size) {
    return rules(ConfigFactory.load(), size);
  }

  /** What this configuration says of pools, for one of this size. */
  public static PoolRules rules(Config config, PoolSize size) {
    return PoolDefaults.from(config).withSize(size);
  }

  /**
   * Puts a pool of functions into a tree, as the last child of this supervisor.
   *
   * @return completes when it is there; fails when it cannot be
   */
  public static <T, R> CompletionStage<Pool<T, R>> in(
      SupervisionTree tree, ChildPath supervisor, String name, Kind<T, R> kind) {
    Front<T, R> front = new Front<>(name);
    ChildPath path = supervisor.child(name);
    front.endedBy(() -> tree.stop(path, Optional.empty()).thenCompose(done -> tree.delete(path)));
    return tree.add(supervisor, definition(name, kind, front).spec(), true)
        .thenCompose(
            result ->
                result instanceof OperationResult.Started
                    ? CompletableFuture.completedFuture(front)
                    : CompletableFuture.failedFuture(
                        new IllegalStateException(name + " " + Crewing.words(result))));
  }

  /**
   * What a pool is made of.
   *
   * @param rules how it decides
   * @param workers what its workers are
   */
  public record Kind<T, R>(PoolRules rules, Workers<T, R> workers) {

    /** Of functions, each with a thread of its own. */
    public static <T, R> Kind<T, R> functions(PoolRules rules, TaskFunction<T, R> function) {
      return new Kind<>(rules, ActorWorkers.of(function));
    }

    /**
     * Of function processes: each worker is a JVM of its own, which keeps its state from task to
     * task. The pool has to be in a tree of the runtime that they belong to.
     *
     * @param functions are not closed with the pool
     */
    public static <T, R> Kind<T, R> functionProcesses(
        PoolRules rules, FunctionProcesses functions, Call1<T, R> function) {
      return new Kind<>(rules, new FunctionProcessWorkers<>(functions, function));
    }

    /** Of actors. */
    public static <T, R> Kind<T, R> actors(
        PoolRules rules, Supplier<Behavior<Job<T, R>>> behavior, Props props) {
      return new Kind<>(rules, new ActorWorkers<>(behavior, props));
    }
  }

  private static <T, R> PoolDefinition<T, R> definition(
      String name, Kind<T, R> kind, Front<T, R> front) {
    return new PoolDefinition<>(name, kind.rules(), kind.workers(), Optional.of(front::is));
  }
}
