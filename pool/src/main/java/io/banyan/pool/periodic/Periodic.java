package io.banyan.pool.periodic;

import io.banyan.pool.periodic.schedule.Cron;
import io.banyan.pool.periodic.schedule.Missed;
import io.banyan.pool.periodic.schedule.Overlap;
import io.banyan.pool.periodic.schedule.PeriodicSettings;
import io.banyan.pool.periodic.schedule.Schedule;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.actor.ActorDefinition;
import io.banyan.supervision.link.Down;
import io.banyan.supervision.tree.DeclaredActor;
import io.banyan.supervision.tree.Surroundings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * Something that is done again and again.
 *
 * <pre>{@code
 * Periodic.every(Duration.ofSeconds(60), () -> cleanup());
 * Periodic.every(Duration.ofSeconds(60), () -> sync()).initialDelay(Duration.ofSeconds(10));
 * Periodic.cron("0 3 * * *", ZoneId.of("Europe/Berlin"), () -> report());
 * }</pre>
 *
 * <p>It is a child of a tree ({@code ChildSpec.of("cleanup", periodic)}), or an actor of any system
 * ({@link #behavior}). A value: each method returns another one. Safe from any thread.
 *
 * @param settings when it is due, and what becomes of runs that get into each other's way
 * @param work what is done
 * @param timeout how long a run may take; it is asked to end then, and has failed
 */
public record Periodic(PeriodicSettings settings, Work work, Optional<Duration> timeout)
    implements DeclaredActor {

  /** Its kind in documents and in the graph. */
  static final String ROLE = "periodic";

  private static final Duration TIME_TO_END = Duration.ofSeconds(5);

  /** Calls this again and again, for the first time after one interval. */
  public static Periodic every(Duration interval, PeriodicCall call) {
    return of(new Schedule.Every(interval), new Work.Call(call));
  }

  /** Sends this message again and again, for the first time after one interval. */
  public static <T> Periodic every(Duration interval, ActorRef<T> to, T message) {
    return of(new Schedule.Every(interval), new Work.Tell<>(to, message));
  }

  /**
   * Calls this at these times.
   *
   * @param expression five fields, or a name such as {@code @daily}; see {@link Cron}
   * @throws IllegalArgumentException that says what is wrong with the expression
   */
  public static Periodic cron(String expression, ZoneId zone, PeriodicCall call) {
    return of(new Schedule.At(Cron.parse(expression, zone)), new Work.Call(call));
  }

  /**
   * Sends this message at these times.
   *
   * @throws IllegalArgumentException that says what is wrong with the expression
   */
  public static <T> Periodic cron(String expression, ZoneId zone, ActorRef<T> to, T message) {
    return of(new Schedule.At(Cron.parse(expression, zone)), new Work.Tell<>(to, message));
  }

  static Periodic of(Schedule schedule, Work work) {
    return new Periodic(PeriodicSettings.of(schedule), work, Optional.empty());
  }

  /** The first run comes after so long; with times of the clock, none before that. */
  public Periodic initialDelay(Duration delay) {
    return with(settings.withInitialDelay(delay));
  }

  /** Each run is late by chance, by less than this. Default: zero. */
  public Periodic jitter(Duration most) {
    return with(settings.withJitter(most));
  }

  /** What becomes of a run that is due while the one before it has not ended. Default: skip. */
  public Periodic overlap(Overlap policy) {
    return with(settings.withOverlap(policy));
  }

  /** What becomes of runs whose time has passed unseen. Default: skip. */
  public Periodic missed(Missed policy) {
    return with(settings.withMissed(policy));
  }

  /** How many runs may wait for their turn, at least 1. Default: 10. */
  public Periodic mostWaiting(int most) {
    return with(settings.withMostWaiting(most));
  }

  /** How long a run may take; it is asked to end then, and has failed. Default: any time. */
  public Periodic timeout(Duration time) {
    return new Periodic(settings, work, Optional.of(time));
  }

  private Periodic with(PeriodicSettings changed) {
    return new Periodic(changed, work, timeout);
  }

  /** An actor of any system, which ends with {@link PeriodicTask.End#END}. */
  public Behavior<PeriodicTask.Command> behavior() {
    return behavior(new ChildPath(ROLE), PeriodicPorts.ofSystem());
  }

  /**
   * The same.
   *
   * @param path what facts about it are about; its threads are named after it
   * @throws IllegalStateException when what it starts is a child of a tree
   */
  public Behavior<PeriodicTask.Command> behavior(ChildPath path, PeriodicPorts ports) {
    Runner runner = runner();
    return PeriodicTask.create(new PeriodicTask.Subject(path, this, ports, me -> runner));
  }

  private Runner runner() {
    if (work instanceof Work.Call call) {
      return new CallRunner(call.call());
    } else if (work instanceof Work.Tell<?> tell) {
      return new TellRunner(tell);
    }
    throw new IllegalStateException("a child is started by the tree that it is in");
  }

  // As a child

  @Override
  public ActorDefinition<?> in(Surroundings here) {
    PeriodicPorts ports = PeriodicPorts.of(here.ports());
    return ActorDefinition.<PeriodicTask.Command>of(
            life -> {
              ChildPath path = life.incarnation().path();
              return PeriodicTask.create(
                  new PeriodicTask.Subject(path, this, ports, me -> runner(here, path, me)));
            })
        .stoppedBy(PeriodicTask.End.END)
        .accepting(PeriodicTask.Command.class);
  }

  private Runner runner(Surroundings here, ChildPath path, ActorContext<PeriodicTask.Command> me) {
    return work instanceof Work.Child child
        ? new ChildRunner(
            here.tree(),
            sibling(path, child.id()),
            me.messageAdapter(Down.class, PeriodicTask.ChildDown::new))
        : runner();
  }

  private static ChildPath sibling(ChildPath path, String id) {
    return path.parent().map(above -> above.child(id)).orElseGet(() -> new ChildPath(id));
  }

  @Override
  public Optional<String> role() {
    return Optional.of(ROLE);
  }

  @Override
  public Shutdown shutdown() {
    return Shutdown.within(TIME_TO_END);
  }

  @Override
  public List<String> differences(DeclaredActor before) {
    if (!(before instanceof Periodic other)) {
      return List.of(ROLE);
    }
    List<String> keys = new ArrayList<>();
    differs(keys, "schedule", settings.schedule(), other.settings.schedule());
    differs(keys, "initial-delay", settings.initialDelay(), other.settings.initialDelay());
    differs(keys, "jitter", settings.jitter(), other.settings.jitter());
    differs(keys, "overlap", settings.overlap(), other.settings.overlap());
    differs(keys, "missed", settings.missed(), other.settings.missed());
    differs(keys, "most-waiting", settings.mostWaiting(), other.settings.mostWaiting());
    differs(keys, "timeout", timeout, other.timeout);
    differs(keys, "work", work, other.work);
    return keys;
  }

  private static void differs(List<String> keys, String key, Object one, Object other) {
    if (!one.equals(other)) {
      keys.add(key);
    }
  }
}
