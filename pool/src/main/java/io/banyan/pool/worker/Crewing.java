package io.banyan.pool.worker;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.inspect.ProcessInspectors;
import io.banyan.runtime.inspect.ProcessSampler;
import io.banyan.runtime.inspect.ProcessUsage;
import io.banyan.supervision.link.Down;
import io.banyan.supervision.registry.Departure;
import io.banyan.supervision.registry.Registration;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.strategy.Refusal;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one pool, as children of its supervisor of workers: has them started and ended,
 * and hears of their ends. Used by one actor.
 */
final class Crewing<T, R> {

  /** A supervisor hears of an end a little later than who monitors the child. */
  static final Duration PREDECESSOR_LEAVES = Duration.ofMillis(5);

  private static final int PATIENCE = 2000;

  private final Surroundings here;
  private final ChildPath supervisor;
  private final List<Berth<T, R>> berths = new ArrayList<>();
  private final Workers.Links<T, R> links;
  private @Nullable ProcessSampler sampler;
  private boolean stopping;

  /**
   * Where the actor of a pool lives.
   *
   * @param workers the path of the supervisor of its workers
   */
  record Place(Surroundings here, ChildPath workers) {}

  Crewing(PoolDefinition<T, R> definition, Place place, ActorSystem<?> system) {
    this.here = place.here();
    this.supervisor = place.workers();
    this.links = definition.workers().open(here, system);
    for (int number = 1; number <= definition.rules().size().max(); number++) {
      berths.add(new Berth<>(number, supervisor.child(definition.workerId(number))));
    }
  }

  Berth<T, R> berth(int number) {
    return berths.get(number - 1);
  }

  /** Somebody is to come here. */
  Berth<T, R> enter(int number) {
    Berth<T, R> berth = berth(number);
    berth.leave();
    berth.patience = PATIENCE;
    berth.link = links.to(berth.path);
    return berth;
  }

  CompletionStage<OperationResult> start(Berth<T, R> berth) {
    String id = berth.path.id();
    return definition(berth)
        .map(own -> here.tree().add(supervisor, PoolDefinition.worker(id, own), true))
        .orElseGet(() -> here.tree().startAnother(supervisor, Optional.of(id), List.of()));
  }

  private Optional<ChildDefinition> definition(Berth<T, R> berth) {
    return berth.link == null ? Optional.empty() : berth.link.definition();
  }

  static boolean isStarted(OperationResult result) {
    return result instanceof OperationResult.StartedAnother
        || result instanceof OperationResult.Started;
  }

  /** Whether it could not be started only because its predecessor is not forgotten yet. */
  boolean isTooEarly(Berth<T, R> berth, OperationResult result) {
    boolean taken =
        result instanceof OperationResult.Refused refused
            && (refused.why() == Refusal.ALREADY_STARTED
                || refused.why() == Refusal.ALREADY_PRESENT
                || refused.why() == Refusal.MAX_CHILDREN);
    return taken && berth.patience-- > 0 && !stopping;
  }

  /**
   * Has somebody told of the end of the worker that is there now.
   *
   * @param told why it ended, as the end of a sentence; from any thread
   */
  void whenGone(Berth<T, R> berth, Consumer<String> told) {
    WorkerLink<T, R> link = berth.link;
    here.tree()
        .bonds()
        .await(berth.path)
        .thenApply(down -> words(down).or(() -> lastWords(link)).orElse("has ended"))
        .thenAccept(told);
  }

  void stop(Berth<T, R> berth) {
    here.tree().stop(berth.path, Optional.empty());
  }

  void kill(Berth<T, R> berth) {
    if (berth.link != null) {
      berth.link.interrupt();
    }
    here.tree().stop(berth.path, Optional.of(Duration.ZERO));
  }

  /** Asks all that are there to end; does so once. */
  void stopAll() {
    if (!stopping) {
      stopping = true;
      berths.stream().filter(berth -> berth.link != null).forEach(this::stop);
    }
  }

  /** Whether nobody is there. */
  boolean isGone() {
    return berths.stream().allMatch(berth -> berth.link == null);
  }

  /** What each of them uses now, in bytes. */
  Map<Integer, Long> memory() {
    Map<ProcessIdentity, Integer> processes = new HashMap<>();
    for (Berth<T, R> berth : berths) {
      here.tree()
          .bonds()
          .registry()
          .at(berth.path)
          .flatMap(Registration::process)
          .ifPresent(process -> processes.put(process, berth.number));
    }
    if (sampler == null) {
      sampler = ProcessInspectors.sampler();
    }
    Map<Integer, Long> bytes = new HashMap<>();
    Map<ProcessIdentity, ProcessUsage> usage = sampler.sample(processes.keySet());
    usage.forEach(
        (process, used) -> {
          Integer number = processes.get(process);
          if (number != null) {
            bytes.put(number, used.rssBytes());
          }
        });
    return bytes;
  }

  void close() {
    berths.forEach(Berth::leave);
    links.close();
    if (sampler != null) {
      sampler.close();
    }
  }

  /** As the end of a sentence. */
  static String words(OperationResult result) {
    if (result instanceof OperationResult.Failed failed) {
      return "could not be started: " + failed.reason();
    }
    return result instanceof OperationResult.Refused refused
        ? "could not be started: " + refused.why().words()
        : "did not want to be started";
  }

  private Optional<String> lastWords(@Nullable WorkerLink<T, R> link) {
    return link == null ? Optional.empty() : link.lastWords();
  }

  /** Empty when nobody knows of it any more. */
  private static Optional<String> words(Down down) {
    if (down instanceof Down.Ended ended) {
      return Optional.of(words(ended.departure()));
    }
    return down instanceof Down.AlreadyGone gone
        ? gone.last().map(Crewing::words)
        : Optional.empty();
  }

  private static String words(Departure departure) {
    return departure
        .reason()
        .map(CrashReason::description)
        .map(reason -> "has ended (" + reason + ")")
        .orElseGet(() -> "has ended (" + departure.outcome().name().toLowerCase(Locale.ROOT) + ")");
  }
}
