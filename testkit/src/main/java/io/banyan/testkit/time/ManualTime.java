package io.banyan.testkit.time;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import scala.concurrent.ExecutionContext;

/**
 * Time that stands still until a test lets it pass, and the actor system that lives in it.
 *
 * <p>When time passes, it goes from one thing that is due to the next, and waits at each until
 * every actor has done what it had to do about it. A chain of timers, each set by the one before,
 * thus happens at the very times at which it would happen in real life. All actors share one
 * thread: a test that runs twice takes the same way twice.
 *
 * <p>Begins at {@link #BEGIN}. For the thread of the test.
 */
public final class ManualTime implements AutoCloseable {

  /** When it begins. */
  public static final Instant BEGIN = Instant.parse("2000-01-01T00:00:00Z");

  private static final long END_LIMIT_SECONDS = 20;

  private static final String SETTINGS =
      """
      pekko.scheduler.implementation = "%s"
      pekko.actor.default-dispatcher.executor = "default-executor"
      pekko.actor.internal-dispatcher.executor = "default-executor"
      banyan.launch-dispatcher.executor = "default-executor"
      banyan.supervisor-dispatcher.executor = "default-executor"
      pekko.jvm-shutdown-hooks = off
      pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
      pekko.coordinated-shutdown.exit-jvm = off
      pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
      pekko.logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
      """
          .formatted(ManualScheduler.class.getName());

  private final SettlingExecutor executor = new SettlingExecutor();
  private final ActorSystem<Void> system;
  private final Agenda agenda;

  private ManualTime(Config config) {
    system =
        ActorSystem.create(
            Behaviors.<Void>empty(),
            "banyan-testkit",
            ActorSystemSetup.create(
                BootstrapSetup.create(ConfigFactory.parseString(SETTINGS).withFallback(config))
                    .withDefaultExecutionContext(ExecutionContext.fromExecutor(executor))));
    agenda = ((ManualScheduler) system.classicSystem().scheduler()).agenda();
  }

  /**
   * A time of its own, with an actor system in it.
   *
   * @param config complete, with every module's {@code reference.conf}
   */
  public static ManualTime start(Config config) {
    return new ManualTime(config);
  }

  /** The actor system whose timers this time drives. */
  public ActorSystem<Void> system() {
    return system;
  }

  /** Lets time pass: everything that falls due happens, at its time and to its end. */
  public void passes(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + duration);
    }
    long until = agenda.nanos() + duration.toNanos();
    passesUntil(() -> false, until);
    agenda.advanceTo(until);
  }

  /**
   * Lets time pass from one thing that is due to the next until something holds, at most for this
   * long; no time passes when it holds already.
   *
   * @return whether it holds
   */
  public boolean passesUntil(BooleanSupplier holds, Duration atMost) {
    return passesUntil(holds, agenda.nanos() + atMost.toNanos());
  }

  private boolean passesUntil(BooleanSupplier holds, long until) {
    executor.settle();
    while (!holds.getAsBoolean()) {
      Optional<Agenda.Entry> next = agenda.next(until);
      if (next.isEmpty()) {
        return false;
      }
      next.get().executor().execute(next.get().task());
      executor.settle();
    }
    return true;
  }

  /** Waits until every actor has done what it can do without time passing. */
  public void settle() {
    executor.settle();
  }

  /** Makes something happen after a while; runs in the thread of the actors. */
  public void after(Duration delay, Runnable task) {
    agenda.add(delay.toNanos(), task, executor);
  }

  /** Makes something happen now; runs in the thread of the actors, after what is going on. */
  public void soon(Runnable task) {
    executor.execute(task);
  }

  /** How long it is since the beginning. */
  public Duration elapsed() {
    return Duration.ofNanos(agenda.nanos());
  }

  /** This time as a monotonic clock. */
  public LongSupplier nanoTime() {
    return agenda::nanos;
  }

  /** This time as a wall clock, in UTC. */
  public Clock clock() {
    return new WallClock(agenda, ZoneOffset.UTC);
  }

  /** Ends the actor system; what is still to come does not happen. */
  @Override
  public void close() {
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(END_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the actor system does not end", e);
    } finally {
      executor.close();
    }
  }

  private static final class WallClock extends Clock {
    private final Agenda agenda;
    private final ZoneId zone;

    WallClock(Agenda agenda, ZoneId zone) {
      this.agenda = agenda;
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new WallClock(agenda, other);
    }

    @Override
    public Instant instant() {
      return BEGIN.plusNanos(agenda.nanos());
    }
  }
}
