package io.banyan.supervision.actor;

import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.ChildDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;

/**
 * An ordinary actor as a child. It starts when its behavior is set up, fails when it throws, has
 * ended with success when it stops by itself, and is stopped with a message of its own or, without
 * one, by its context.
 *
 * <pre>{@code
 * ChildSpec.of("counter", ActorDefinition.of(life -> Counter.create()).stoppedBy(Counter.END))
 * }</pre>
 *
 * @param factory makes the behavior of each incarnation
 * @param readyWhenTold ready only when it says so ({@link ActorLife#ready}), not as soon as its
 *     behavior has started
 * @param stopMessage what asks it to end; without one it is stopped between two messages
 * @param shutdown how long it may take then; after that it is stopped, whatever it says. An actor
 *     that is stuck in a message cannot be stopped at all: after five seconds more it counts as
 *     killed
 * @param props its dispatcher and mailbox
 * @param arguments what it was given besides its template
 * @param messages the class of what it is told, by which its address is checked when somebody asks
 *     for it; empty when that is left to whoever asks
 * @param <T> what it is told
 */
public record ActorDefinition<T>(
    ActorFactory<T> factory,
    boolean readyWhenTold,
    Optional<T> stopMessage,
    Shutdown shutdown,
    Props props,
    List<String> arguments,
    Optional<Class<T>> messages)
    implements ChildDefinition.ActorChild {

  /** OTP's. */
  private static final Duration DEFAULT_SHUTDOWN = Duration.ofSeconds(5);

  public ActorDefinition {
    arguments = List.copyOf(arguments);
  }

  /** Ready when started, stopped by its context, within five seconds. */
  public static <T> ActorDefinition<T> of(ActorFactory<T> factory) {
    return new ActorDefinition<>(
        factory,
        false,
        Optional.empty(),
        Shutdown.within(DEFAULT_SHUTDOWN),
        Props.empty(),
        List.of(),
        Optional.empty());
  }

  /** The same for a behavior that need not know its life. */
  public static <T> ActorDefinition<T> of(Supplier<Behavior<T>> behavior) {
    return of(life -> behavior.get());
  }

  /** Ready when it says so. */
  public ActorDefinition<T> announcingReady() {
    return new ActorDefinition<>(factory, true, stopMessage, shutdown, props, arguments, messages);
  }

  /** Asked to end with this message; it ends by itself then. */
  public ActorDefinition<T> stoppedBy(T message) {
    return new ActorDefinition<>(
        factory, readyWhenTold, Optional.of(message), shutdown, props, arguments, messages);
  }

  public ActorDefinition<T> withShutdown(Shutdown time) {
    return new ActorDefinition<>(
        factory, readyWhenTold, stopMessage, time, props, arguments, messages);
  }

  public ActorDefinition<T> withProps(Props changed) {
    return new ActorDefinition<>(
        factory, readyWhenTold, stopMessage, shutdown, changed, arguments, messages);
  }

  /** Told nothing but messages of this class. */
  public ActorDefinition<T> accepting(Class<T> type) {
    return new ActorDefinition<>(
        factory, readyWhenTold, stopMessage, shutdown, props, arguments, Optional.of(type));
  }

  @Override
  public ChildDefinition forChild(String template, String id, List<String> given) {
    return new ActorDefinition<>(
        factory, readyWhenTold, stopMessage, shutdown, props, given, messages);
  }
}
