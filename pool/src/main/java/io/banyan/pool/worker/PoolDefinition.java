package io.banyan.pool.worker;

import io.banyan.pool.worker.machine.PoolRules;
import io.banyan.pool.worker.machine.PoolState;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.actor.ActorDefinition;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildDefinition.SupervisorChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import io.banyan.supervision.tree.DeclaredActor;
import io.banyan.supervision.tree.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A pool as it is declared: the actor that hands out tasks, beside the supervisor of its workers.
 * It is ended before the workers are, so that it can finish what is there.
 *
 * @param name of the pool
 * @param workers of which kind they are
 * @param front told, for each incarnation, where tasks are handed in; empty for a pool that is
 *     asked for that
 * @param <T> tasks
 * @param <R> results
 */
public record PoolDefinition<T, R>(
    String name, PoolRules rules, Workers<T, R> workers, Optional<Consumer<Pool<T, R>>> front)
    implements DeclaredActor {

  // Of the actor and the supervisor of workers, which end together; workers are not restarted by
  // it.
  private static final RestartLimit LIMIT = new RestartLimit(3, Duration.ofSeconds(5));
  // The machine keeps count.
  private static final int MOST = Template.UNLIMITED;
  private static final Duration MARGIN = Duration.ofSeconds(5);

  /** The pool with its workers, as one child. */
  public ChildSpec spec() {
    SupervisorSpec crew =
        workers
            .template()
            .map(each -> SupervisorSpec.dynamic(LIMIT, new Template(worker(name, each), MOST)))
            .orElseGet(() -> new SupervisorSpec(Strategy.ONE_FOR_ONE, LIMIT, List.of()));
    List<ChildSpec> children =
        List.of(
            ChildSpec.of(workersId(name), new SupervisorChild(crew, Shutdown.infinity())),
            ChildSpec.of(actorId(name), this));
    return ChildSpec.of(
        name,
        new SupervisorChild(
            new SupervisorSpec(Strategy.ONE_FOR_ALL, LIMIT, children), Shutdown.infinity()));
  }

  /** One worker, whose end is for the pool to answer. */
  static ChildSpec worker(String id, ChildDefinition definition) {
    return ChildSpec.of(id, definition).withRestart(RestartPolicy.of(RestartType.TEMPORARY));
  }

  /** The id of the actor of this pool. */
  static String actorId(String name) {
    return name + "-pool";
  }

  private static String workersId(String name) {
    return name + "-workers";
  }

  /** The id of a worker, from 1. */
  String workerId(int number) {
    return name + "-" + number;
  }

  /** All ids that its workers can have. */
  public List<String> workerIds() {
    return IntStream.rangeClosed(1, rules.size().max()).mapToObj(this::workerId).toList();
  }

  PoolStatus status(PoolState state) {
    return new PoolStatus(name, rules.size(), rules.queueSize(), state);
  }

  @Override
  public Optional<String> role() {
    return Optional.of("pool");
  }

  /** Finishes what is there, then ends its workers, however long each may take. */
  @Override
  public Shutdown shutdown() {
    return workers.shutdown() instanceof Shutdown.Within within
        ? Shutdown.within(rules.drain().plus(within.grace()).plus(MARGIN))
        : Shutdown.within(rules.drain().plus(MARGIN));
  }

  @Override
  public ActorDefinition<?> in(Surroundings here) {
    return ActorDefinition.<PoolActor.Command>of(
            life ->
                PoolActor.create(
                    this,
                    new Crewing.Place(
                        here,
                        life.incarnation().path().parent().orElseThrow().child(workersId(name)))))
        .stoppedBy(PoolActor.End.NOW)
        .accepting(PoolActor.Command.class);
  }

  @Override
  public List<String> differences(DeclaredActor before) {
    if (!(before instanceof PoolDefinition<?, ?> was)) {
      return List.of("pool");
    }
    List<String> keys = new ArrayList<>();
    if (!rules.equals(was.rules())) {
      keys.add("pool");
    }
    if (!workers.equals(was.workers())) {
      keys.add("workers");
    }
    return keys.isEmpty() ? List.of("pool") : keys;
  }
}
