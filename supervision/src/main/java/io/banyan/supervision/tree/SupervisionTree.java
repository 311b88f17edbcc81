package io.banyan.supervision.tree;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.dependency.DependencyGraph;
import io.banyan.supervision.dependency.DependencyMistake;
import io.banyan.supervision.graph.GraphBuilder;
import io.banyan.supervision.graph.SupervisionGraph;
import io.banyan.supervision.link.LinkResult;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.strategy.ChildCounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.jspecify.annotations.Nullable;

/**
 * A running tree of supervisors and processes inside an actor system. Any number of trees can run
 * in one system and one JVM; they share nothing.
 *
 * <p>It ends when it is shut down, when its root gives up, or with the actor system, in which case
 * all its processes are killed.
 */
public final class SupervisionTree implements TreeOperations {

  private static final OperationResult IS_ROOT =
      new OperationResult.Failed("it is the root: take the whole tree down instead");

  private final ActorSystem<?> system;
  private final TreeContext tree;
  private final CompletableFuture<TreeEnd> end = new CompletableFuture<>();
  private final String name;
  private final SupervisorSpec spec;
  private final Survivors survivors;
  private @Nullable ActorRef<Supervisor.Command> root;
  private @Nullable ActorRef<DeathWatch.Command> deathWatch;
  private @Nullable CompletableFuture<Void> settling;
  private boolean calledOff;
  private boolean brutally;

  private SupervisionTree(
      ActorSystem<?> system, String name, SupervisorSpec spec, TreePorts ports) {
    this.system = system;
    this.name = name;
    this.spec = spec;
    DeclaredLinks.check(spec);
    Supervisors supervisors = new Supervisors();
    this.tree =
        TreeContext.of(
            ports,
            sound(DependencyGraph.of(spec)),
            new TreeContext.Ties(supervisors, new Bonds(supervisors::crash, this::watch)),
            () -> this);
    this.survivors =
        new Survivors(
            system, name, new Survivors.Means(ports.process(), tree.incarnations()), spec);
    tree.declarations().root(spec);
    end.thenRun(this::close);
    system.getWhenTerminated().thenRun(bonds()::close);
  }

  /**
   * Declares a tree and starts nothing yet.
   *
   * @param name unique in the actor system
   * @throws IllegalArgumentException when a dependency cannot be kept
   */
  public static SupervisionTree declare(
      ActorSystem<?> system, String name, SupervisorSpec spec, TreePorts ports) {
    return new SupervisionTree(system, name, spec, ports);
  }

  /**
   * Declares a tree and begins to start it, as {@link #declare} and {@link #begin} do.
   *
   * @param name unique in the actor system
   */
  public static SupervisionTree start(
      ActorSystem<?> system, String name, SupervisorSpec spec, TreePorts ports) {
    SupervisionTree tree = declare(system, name, spec, ports);
    tree.begin();
    return tree;
  }

  /**
   * Begins to start what was declared, when what earlier runtimes have left of it and is not wanted
   * any more is gone. Returns at once; {@link ProcessEvent.Ready} of the root tells when all of it
   * is up. Does nothing when it has begun, or was shut down before.
   */
  public synchronized void begin() {
    if (settling == null && !end.isDone()) {
      settling =
          survivors
              .settle()
              .thenCompose(settled -> survivors.endOf(tree.past().heldDown()))
              .thenRun(() -> tree.past().settle(survivors.numbers()))
              .toCompletableFuture();
      settling.thenRun(this::beginRoot);
    }
  }

  private synchronized void beginRoot() {
    if (!calledOff) {
      root =
          system.systemActorOf(
              Supervisor.create(
                  tree.incarnations().next(ChildPath.ROOT), spec, tree, this::onRootNotice),
              "banyan-" + name,
              Supervisor.DISPATCHER);
    }
  }

  @Override
  public CompletionStage<OperationResult> start(ChildPath path) {
    return operate(path, new Operation.Start());
  }

  @Override
  public CompletionStage<OperationResult> stop(ChildPath path, Optional<Duration> grace) {
    return survivorsGone(path, operate(path, new Operation.Stop(grace)));
  }

  @Override
  public CompletionStage<OperationResult> restart(ChildPath path, Optional<Duration> grace) {
    return operate(path, new Operation.Restart(grace));
  }

  /**
   * Restarts a child as {@link #restart} does, but only while this incarnation of it is running or
   * starting: answered with {@link OperationResult.AlreadyStopped} otherwise, and nothing is done.
   */
  public CompletionStage<OperationResult> restartOf(ChildPath path, int incarnation) {
    return operate(path, new Operation.RestartOf(incarnation));
  }

  @Override
  public CompletionStage<OperationResult> kill(ChildPath path, Signal signal) {
    return operate(path, new Operation.Kill(signal));
  }

  @Override
  public CompletionStage<OperationResult> reload(ChildPath path) {
    return operate(path, new Operation.Reload());
  }

  @Override
  public CompletionStage<OperationResult> signal(ChildPath path, Signal signal) {
    return operate(path, new Operation.SendSignal(signal));
  }

  @Override
  public void join(ChildPath path, String group) {
    tree.declarations().groups().join(path, group);
  }

  @Override
  public void leave(ChildPath path, String group) {
    tree.declarations().groups().leave(path, group);
  }

  @Override
  public LinkResult link(ChildPath one, ChildPath other) {
    return bonds().link(one, other);
  }

  @Override
  public LinkResult unlink(ChildPath one, ChildPath other) {
    return bonds().unlink(one, other);
  }

  @Override
  public CompletionStage<OperationResult> add(
      ChildPath supervisor, ChildSpec child, boolean start) {
    return administer(supervisor, new Administration.Add(child, start));
  }

  @Override
  public CompletionStage<OperationResult> startAnother(
      ChildPath supervisor, Optional<String> id, List<String> arguments) {
    return administer(supervisor, new Administration.StartAnother(id, List.copyOf(arguments)));
  }

  @Override
  public CompletionStage<OperationResult> delete(ChildPath child) {
    return child
        .parent()
        .map(supervisor -> administer(supervisor, new Administration.Delete(child.id())))
        .map(deleted -> survivorsGone(child, deleted))
        .orElseGet(() -> done(IS_ROOT));
  }

  @Override
  public CompletionStage<OperationResult> reconfigure(ChildPath supervisor, SupervisorSpec spec) {
    if (supervisor.isRoot()) {
      // With it comes all that is declared below: also which supervisors go before which.
      DependencyGraph declared = DependencyGraph.of(spec);
      if (!declared.mistakes().isEmpty()) {
        return done(new OperationResult.Failed(words(declared.mistakes().get(0))));
      }
      tree.dependencies().changed(declared);
    }
    return pass(supervisor, spec);
  }

  private CompletionStage<OperationResult> pass(ChildPath supervisor, SupervisorSpec spec) {
    if (tree.supervisors().at(supervisor).isEmpty()) {
      if (!tree.declarations().change(supervisor, spec)) {
        return done(new OperationResult.NotFound());
      }
      // One that has begun meanwhile may have begun with what was declared before.
      if (tree.supervisors().at(supervisor).isEmpty()) {
        tree.declarations().only(supervisor, spec);
        return done(new OperationResult.Reconfigured());
      }
    }
    OperationResult tooLate = Request.ended(supervisor);
    return administer(supervisor, new Administration.Reconfigure(spec))
        .thenCompose(result -> result.equals(tooLate) ? pass(supervisor, spec) : done(result));
  }

  @Override
  public Optional<SupervisorSpec> spec(ChildPath supervisor) {
    return tree.declarations().supervisor(supervisor);
  }

  @Override
  public CompletionStage<Optional<ChildCounts>> count(ChildPath supervisor) {
    Reply<Optional<ChildCounts>> reply = new Reply<>();
    tree.supervisors()
        .at(supervisor)
        .ifPresentOrElse(
            desk -> desk.ask(new Request.Count(reply)), () -> reply.tell(Optional.empty()));
    return reply.stage();
  }

  @Override
  public synchronized CompletionStage<TreeEnd> shutdown(boolean brutal) {
    if (brutal) {
      survivors.hurry();
      tree.ports().process().containment().hurry();
    }
    brutally |= brutal;
    if (root == null) {
      callOff();
    } else {
      root.tell(new Supervisor.ShutDown(brutal ? Shutdown.brutalKill() : Shutdown.infinity()));
    }
    return whenEnded();
  }

  /** Nothing has been started, but survivors may be waiting to be adopted, or be ending. */
  private void callOff() {
    calledOff = true;
    if (settling == null) {
      end.complete(new TreeEnd.ShutDown());
      return;
    }
    settling
        .thenCompose(settled -> endSurvivors())
        .thenRun(() -> end.complete(new TreeEnd.ShutDown()));
  }

  private synchronized CompletionStage<Void> endSurvivors() {
    return survivors.endRest(brutally);
  }

  @Override
  public CompletionStage<TreeEnd> whenEnded() {
    return end.copy();
  }

  /** Its names, links and monitors. */
  public Bonds bonds() {
    return tree.bonds();
  }

  /**
   * The tree as a graph, as it is now.
   *
   * @param snapshots how its children fare, as facts tell it
   */
  public SupervisionGraph graph(Iterable<ChildSnapshot> snapshots) {
    GraphBuilder graph = new GraphBuilder().root(spec.strategy());
    bonds().draw(graph);
    return graph.running(snapshots).build();
  }

  /** Has the monitors of an actor withdrawn when it ends. */
  private synchronized void watch(Observer.ByActor observer) {
    if (deathWatch == null && !end.isDone()) {
      String unique = Integer.toHexString(System.identityHashCode(this));
      deathWatch =
          system.systemActorOf(
              DeathWatch.create(bonds()::forget),
              "banyan-" + name + "-monitors-" + unique,
              Props.empty());
    }
    if (deathWatch != null) {
      deathWatch.tell(new DeathWatch.Watch(observer));
    }
  }

  private synchronized void close() {
    bonds().close();
    if (deathWatch != null) {
      deathWatch.tell(new DeathWatch.Close());
    }
  }

  private static DependencyGraph sound(DependencyGraph graph) {
    if (!graph.mistakes().isEmpty()) {
      throw new IllegalArgumentException(words(graph.mistakes().get(0)));
    }
    return graph;
  }

  private static String words(DependencyMistake mistake) {
    return mistake.child() + ": " + mistake.message();
  }

  /** What waited to be adopted by a child that is not to run any more must not run either. */
  private CompletionStage<OperationResult> survivorsGone(
      ChildPath path, CompletionStage<OperationResult> done) {
    return done.thenCompose(
        result ->
            result instanceof OperationResult.Failed || result instanceof OperationResult.Refused
                ? done(result)
                : survivors.endOf(path).thenApply(gone -> result));
  }

  private CompletionStage<OperationResult> operate(ChildPath path, Operation operation) {
    return path.parent()
        .map(
            supervisor ->
                ask(supervisor, reply -> new Request.Operate(path.id(), operation, reply)))
        .orElseGet(() -> done(IS_ROOT));
  }

  private CompletionStage<OperationResult> administer(ChildPath path, Administration change) {
    return ask(path, reply -> new Request.Administer(change, reply));
  }

  private CompletionStage<OperationResult> ask(
      ChildPath supervisor, Function<Reply<OperationResult>, Request> request) {
    Reply<OperationResult> reply = new Reply<>();
    tree.supervisors()
        .at(supervisor)
        .ifPresentOrElse(
            desk -> desk.ask(request.apply(reply)),
            () ->
                reply.tell(
                    new OperationResult.Failed(
                        "its supervisor " + supervisor + " is not running")));
    return reply.stage();
  }

  private static CompletionStage<OperationResult> done(OperationResult result) {
    return CompletableFuture.completedFuture(result);
  }

  private void onRootNotice(ChildNotice notice) {
    if (notice instanceof ChildNotice.Ended ended) {
      TreeEnd how =
          ended
              .reason()
              .<TreeEnd>map(reason -> new TreeEnd.GaveUp(reason(reason)))
              .orElseGet(
                  () ->
                      ended.outcome() == Outcome.EXITED
                          ? new TreeEnd.AutoShutDown()
                          : new TreeEnd.ShutDown());
      endSurvivors()
          .thenCompose(gone -> tree.settled(ChildPath.ROOT))
          .thenRun(() -> end.complete(how));
    }
  }

  /** Without the words that whoever tells it will say himself. */
  private static String reason(CrashReason reason) {
    return reason instanceof CrashReason.GaveUp gaveUp ? gaveUp.message() : reason.words();
  }
}
