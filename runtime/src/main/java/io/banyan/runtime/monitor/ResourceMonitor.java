package io.banyan.runtime.monitor;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import io.banyan.runtime.inspect.FamilyUsage;
import io.banyan.runtime.monitor.WatchedProcess.Decided;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all managed processes in one pass at every interval, tells what they use as {@link
 * ProcessEvent.Sampled}, and has their alerts decide. It learns from facts which processes there
 * are and which alerts they have. One actor and one timer for all, on a dispatcher of its own,
 * because reading a thousand files takes its time.
 */
public final class ResourceMonitor extends AbstractBehavior<ResourceMonitor.Command> {

  private static final String DISPATCHER = "banyan.monitor.dispatcher";

  /** What the monitor is told. */
  public sealed interface Command {}

  /**
   * A fact.
   *
   * @param at when it was told, by the monitor's clock
   */
  record Heard(RecordedEvent fact, long at) implements Command {}

  /** A step of an alert has come to its end. */
  record StepTaken(Step step, String result) implements Command {}

  /** A program of an alert has ended; empty when it succeeded. */
  record CommandEnded(Step step, Optional<String> failure) implements Command {}

  private enum Order implements Command {
    END
  }

  private enum Timer implements Command {
    LOOK
  }

  private final MonitorPorts ports;
  private final AlertDesk desk;
  private final Map<ChildPath, WatchedProcess> watched = new LinkedHashMap<>();

  private ResourceMonitor(
      ActorContext<Command> context, MonitorSettings settings, MonitorPorts ports) {
    super(context);
    this.ports = ports;
    this.desk = new AlertDesk(context, ports, settings);
  }

  /**
   * Starts one for all trees whose facts go to this hub. Start it before their first fact: it knows
   * no process of which it has not heard. It ends with the actor system, or when it is closed.
   *
   * @param name of the actor, unique in the system
   */
  public static Running start(
      ActorSystem<?> system, String name, MonitorSettings settings, MonitorPorts ports) {
    ActorRef<Command> monitor =
        system.systemActorOf(
            create(settings, ports), name, DispatcherSelector.fromConfig(DISPATCHER));
    EventHub.Subscription facts =
        ports
            .facts()
            .subscribe(
                fact -> {
                  if (concerns(fact.event())) {
                    monitor.tell(new Heard(fact, ports.nanoTime().getAsLong()));
                  }
                });
    return new Running(monitor, facts);
  }

  /** One that was started. */
  public static final class Running implements AutoCloseable {

    private final ActorRef<Command> monitor;
    private final EventHub.Subscription facts;

    private Running(ActorRef<Command> monitor, EventHub.Subscription facts) {
      this.monitor = monitor;
      this.facts = facts;
    }

    /** Ends it soon, with the programs of alerts that still run. Does not block. */
    @Override
    public void close() {
      facts.close();
      monitor.tell(Order.END);
    }
  }

  private static Behavior<Command> create(MonitorSettings settings, MonitorPorts ports) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(ResourceMonitor.class);
          return Behaviors.withTimers(
              timers -> {
                timers.startTimerWithFixedDelay(Timer.LOOK, settings.interval());
                return new ResourceMonitor(context, settings, ports);
              });
        });
  }

  private static boolean concerns(ProcessEvent event) {
    return event instanceof ProcessEvent.AlertsDeclared
        || event instanceof ProcessEvent.Launched
        || event instanceof ProcessEvent.Adopted
        || event instanceof ProcessEvent.Ended
        || event instanceof ProcessEvent.Undeclared;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Heard.class, this::onHeard)
        .onMessageEquals(Timer.LOOK, this::onLook)
        .onMessage(StepTaken.class, this::onStepTaken)
        .onMessage(CommandEnded.class, this::onCommandEnded)
        .onMessageEquals(Order.END, Behaviors::stopped)
        .onSignal(PostStop.class, stopped -> onStopped())
        .build();
  }

  private Behavior<Command> onHeard(Heard heard) {
    ProcessEvent event = heard.fact().event();
    ChildPath path = event.path();
    long at = heard.at();
    if (event instanceof ProcessEvent.AlertsDeclared declared) {
      carryOut(at(path), process -> process.declared(declared.rules(), at));
    } else if (event instanceof ProcessEvent.Launched launched) {
      at(path).launched(launched.incarnation(), launched.process(), at);
    } else if (event instanceof ProcessEvent.Adopted adopted) {
      Duration age = Duration.between(adopted.since(), heard.fact().time());
      at(path).launched(adopted.incarnation(), adopted.process(), at - age.toNanos());
    } else if (event instanceof ProcessEvent.Ended ended) {
      carryOut(watched.get(path), process -> process.ended(ended.incarnation(), at));
    } else if (event instanceof ProcessEvent.Undeclared) {
      carryOut(watched.remove(path), process -> process.forgotten(at));
    }
    return this;
  }

  private Behavior<Command> onLook() {
    Map<ProcessIdentity, WatchedProcess> alive = new LinkedHashMap<>();
    for (WatchedProcess process : watched.values()) {
      process.process().ifPresent(identity -> alive.put(identity, process));
    }
    if (!alive.isEmpty()) {
      Map<ProcessIdentity, FamilyUsage> samples = sample(alive.keySet());
      long now = ports.nanoTime().getAsLong();
      samples.forEach((identity, sample) -> tell(alive.get(identity), sample, now));
    }
    return this;
  }

  private Map<ProcessIdentity, FamilyUsage> sample(Set<ProcessIdentity> processes) {
    try {
      return ports.sampler().sampleFamilies(processes);
    } catch (RuntimeException e) {
      // Whatever is wrong with the system's figures now, the next look may be better.
      getContext().getLog().warn("Processes cannot be looked at", e);
      return Map.of();
    }
  }

  private void tell(@Nullable WatchedProcess process, FamilyUsage sample, long now) {
    if (process != null) {
      WatchedProcess.Looked looked = process.looked(sample, now);
      ports
          .facts()
          .publish(new ProcessEvent.Sampled(process.path(), process.incarnation(), looked.usage()));
      desk.carryOut(process, looked.decided());
    }
  }

  private Behavior<Command> onStepTaken(StepTaken taken) {
    desk.tell(taken.step(), taken.result());
    return this;
  }

  private Behavior<Command> onCommandEnded(CommandEnded ended) {
    desk.on(ended);
    return this;
  }

  private Behavior<Command> onStopped() {
    ports.sampler().close();
    return this;
  }

  private WatchedProcess at(ChildPath path) {
    return watched.computeIfAbsent(path, WatchedProcess::new);
  }

  private void carryOut(
      @Nullable WatchedProcess process, Function<WatchedProcess, List<Decided>> question) {
    if (process != null) {
      desk.carryOut(process, question.apply(process));
    }
  }
}
