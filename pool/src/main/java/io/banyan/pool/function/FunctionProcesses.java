package io.banyan.pool.function;

import io.banyan.pool.function.call.Call0;
import io.banyan.pool.function.call.Call1;
import io.banyan.pool.function.call.Call2;
import io.banyan.pool.function.call.Call3;
import io.banyan.pool.function.call.Run0;
import io.banyan.pool.function.call.Run1;
import io.banyan.pool.function.call.Run2;
import io.banyan.pool.function.call.Run3;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.tree.TreeOperations;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Runs Java functions in operating-system processes of their own: each in a fresh JVM on the same
 * class path, with its own state, which can use up its memory, crash or be killed without anybody
 * else noticing.
 *
 * <pre>{@code
 * FunctionProcesses functions = FunctionProcesses.of(system, runtime);
 * FunctionProcess<Integer> process = functions.spawn(Work::worker, "Worker-1", 10);
 * int result = process.await();
 * }</pre>
 *
 * <p>{@code spawn} runs what returns a value, {@code run} what does not. Functions and arguments go
 * over as copies and have to be serializable, as does what is returned. The processes are contained
 * and limited like any other, and end with the runtime. Safe from any thread; only {@link #close}
 * blocks.
 */
public final class FunctionProcesses implements AutoCloseable {

  private final FunctionHost host;
  private final SpawnedProcesses spawned;
  private final FunctionOptions options;

  private FunctionProcesses(FunctionHost host, SpawnedProcesses spawned, FunctionOptions options) {
    this.host = host;
    this.spawned = spawned;
    this.options = options;
  }

  /** With the settings in {@code banyan.functions} of the system's configuration. */
  public static FunctionProcesses of(ActorSystem<?> system, ProcessRuntime runtime) {
    return of(system, runtime, FunctionSettings.from(system.settings().config()));
  }

  /**
   * With these settings.
   *
   * @param runtime launches the processes; closed after this
   * @throws UnsupportedOperationException when Banyan is on the module path
   */
  public static FunctionProcesses of(
      ActorSystem<?> system, ProcessRuntime runtime, FunctionSettings settings) {
    FunctionHost host = new FunctionHost(system, runtime, settings);
    return new FunctionProcesses(
        host, SpawnedProcesses.begin(host, host.loose()), FunctionOptions.DEFAULT);
  }

  /** The same, but what is spawned is run like this. Closed together with this. */
  public FunctionProcesses with(FunctionOptions changed) {
    return new FunctionProcesses(host, spawned, changed);
  }

  /**
   * The same, but what is spawned is a temporary child of this supervisor: it is in the graph, can
   * be linked and steered, and its facts are told to all. Closed together with this.
   *
   * @param tree of the same runtime
   */
  public FunctionProcesses under(TreeOperations tree, ChildPath supervisor) {
    return new FunctionProcesses(
        host, SpawnedProcesses.begin(host, new TreeLauncher(tree, supervisor)), options);
  }

  /** Runs a function of no arguments. */
  public <R> FunctionProcess<R> spawn(Call0<R> function) {
    return spawn(FunctionCall.of(function));
  }

  /** Runs a function of one argument. */
  public <A, R> FunctionProcess<R> spawn(Call1<A, R> function, A first) {
    return spawn(FunctionCall.of(function, first));
  }

  /** Runs a function of two arguments. */
  public <A, B, R> FunctionProcess<R> spawn(Call2<A, B, R> function, A first, B second) {
    return spawn(FunctionCall.of(function, first, second));
  }

  /** Runs a function of three arguments. */
  public <A, B, C, R> FunctionProcess<R> spawn(
      Call3<A, B, C, R> function, A first, B second, C third) {
    return spawn(FunctionCall.of(function, first, second, third));
  }

  /** Runs a function of no arguments that returns nothing. */
  public FunctionProcess<Void> run(Run0 function) {
    return spawn(FunctionCall.run(function));
  }

  /** The same with one argument. */
  public <A> FunctionProcess<Void> run(Run1<A> function, A first) {
    return spawn(FunctionCall.run(function, first));
  }

  /** The same with two arguments. */
  public <A, B> FunctionProcess<Void> run(Run2<A, B> function, A first, B second) {
    return spawn(FunctionCall.run(function, first, second));
  }

  /** The same with three arguments. */
  public <A, B, C> FunctionProcess<Void> run(Run3<A, B, C> function, A first, B second, C third) {
    return spawn(FunctionCall.run(function, first, second, third));
  }

  /**
   * Runs a call.
   *
   * @throws IllegalArgumentException when it is larger than arguments may be
   * @throws IllegalStateException when this was closed, or there is a process of this name
   */
  public <R> FunctionProcess<R> spawn(FunctionCall<R> call) {
    call.within(host.settings().maxArgumentBytes());
    return spawned.spawn(call, options);
  }

  /**
   * A function as a child of any supervisor. When it returns, that is an end with success; when it
   * throws, a failure, and its stack is in the output of the process. Whether it is restarted then
   * is for its {@code RestartPolicy} to say.
   *
   * @param id as in {@link ChildSpec}; unique in the runtime
   */
  public ChildSpec child(String id, FunctionCall<?> call) {
    call.within(host.settings().maxArgumentBytes());
    FunctionSeat seat = host.open(id, options, new SupervisedCall(id, call, options.accepted()));
    return ChildSpec.of(id, ProcessChild.daemon(seat.process()));
  }

  /** The same for a function of no arguments that returns nothing. */
  public ChildSpec child(String id, Run0 function) {
    return child(id, FunctionCall.run(function));
  }

  /**
   * A place for a process that takes many calls, for whoever supervises it.
   *
   * @param id of its child in the tree; unique in the runtime
   * @param onWorker told of each incarnation when it takes calls; must not block
   */
  public FunctionSeat seat(String id, Consumer<FunctionWorker> onWorker) {
    return host.open(id, options, onWorker::accept);
  }

  /** Kills what was spawned and still runs, and waits for that for some seconds. */
  @Override
  public void close() {
    spawned.close();
    host.close();
  }
}
