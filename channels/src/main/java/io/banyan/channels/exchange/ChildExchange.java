package io.banyan.channels.exchange;

import io.banyan.channels.exchange.framing.Decoded;
import io.banyan.channels.exchange.framing.FramingException;
import io.banyan.runtime.attachment.Attachment;
import io.banyan.runtime.attachment.StandardStream;
import io.banyan.runtime.attachment.StreamLife;
import io.banyan.runtime.engine.InputOutcome;
import io.banyan.runtime.event.ChildPath;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The exchange with one child: asks the machine under its lock, and acts outside of it. */
final class ChildExchange<Q, A> implements Exchange<Q, A> {

  private static final Duration LONGEST = Duration.ofDays(365 * 50L);

  private final ExchangeSettings<Q, A> settings;
  private final ExchangePorts ports;
  private final Consumer<Exchange<?, ?>> onClose;
  private final AtomicLong numbers = new AtomicLong();
  private final Deeds<A> deeds;
  private final Alarm alarm;
  private final Attachment attachment;
  // Guarded by itself.
  private final ExchangeMachine<A> machine;
  // Guarded by the machine.
  private @Nullable LifeSession<A> current;

  private ChildExchange(
      ChildPath child,
      ExchangeSettings<Q, A> settings,
      ExchangePorts ports,
      Consumer<Exchange<?, ?>> onClose) {
    this.settings = settings;
    this.ports = ports;
    this.onClose = onClose;
    this.machine = new ExchangeMachine<>(settings.limits(), book(settings.protocol()));
    this.deeds = new Deeds<>(settings.listener(), settings.answersIn());
    this.alarm = new Alarm(ports, this::tick);
    this.attachment =
        ports
            .attachments()
            .attach(child, Set.of(StandardStream.STDIN, StandardStream.STDOUT), this::begin);
  }

  /**
   * Opens it.
   *
   * @param onClose told when it is closed
   */
  static <Q, A> Exchange<Q, A> open(
      ChildPath child,
      ExchangeSettings<Q, A> settings,
      ExchangePorts ports,
      Consumer<Exchange<?, ?>> onClose) {
    return new ChildExchange<>(child, settings, ports, onClose);
  }

  private static long nanos(Duration timeout) {
    // So long that nobody waits for it, and short enough to be added to any time.
    return timeout.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : timeout.toNanos();
  }

  private static <A> Book<A> book(Protocol<?, A> protocol) {
    return protocol.correlation() instanceof Correlation.InOrder
        ? new OrderedBook<>()
        : new IdBook<>();
  }

  @Override
  public CompletableFuture<A> request(Q request) {
    return request(request, settings.limits().timeout());
  }

  @Override
  public CompletableFuture<A> request(Q request, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout: " + timeout);
    }
    Promise<A> promise = new Promise<>();
    Call<A> call;
    try {
      call = new Call<>(outgoing(request, timeout), promise);
    } catch (FramingException unsendable) {
      String reason = String.valueOf(unsendable.getMessage());
      promise.completeExceptionally(new ExchangeException(new ExchangeFailure.Unsendable(reason)));
      return promise;
    }
    promise.onCancel(() -> decide(() -> machine.cancel(call)));
    decide(() -> machine.request(call));
    if (!promise.isDone()) {
      alarm.at(call.deadline());
    }
    return promise;
  }

  private Call.Outgoing outgoing(Q request, Duration timeout) {
    Object id = "";
    Q sent = request;
    if (settings.protocol().correlation() instanceof Correlation.ById<Q, A> byId) {
      Correlation.Marked<Q> marked = byId.marking().mark(request, numbers.incrementAndGet());
      id = marked.id();
      sent = marked.request();
    }
    ByteBuffer bytes = settings.protocol().requests().encode(sent);
    return new Call.Outgoing(id, bytes, timeout, ports.nanoTime().getAsLong() + nanos(timeout));
  }

  @Override
  public boolean isUp() {
    synchronized (machine) {
      return machine.isUp();
    }
  }

  @Override
  public int inFlight() {
    synchronized (machine) {
      return machine.inFlight();
    }
  }

  @Override
  public int waiting() {
    synchronized (machine) {
      return machine.waiting();
    }
  }

  @Override
  public void close() {
    decide(
        () -> {
          current = null;
          return machine.close();
        });
    alarm.close();
    attachment.close();
    onClose.accept(this);
  }

  /** Called while the child is locked, by who launches or by who attaches. */
  private LifeSession<A> begin(StreamLife life) {
    LifeSession<A> session =
        new LifeSession<>(life, settings.protocol().answers().decoder(), new MachineFacts());
    synchronized (machine) {
      if (!machine.isClosed()) {
        current = session;
        machine.began(life.incarnation());
      }
    }
    return session;
  }

  private void tick() {
    long now = ports.nanoTime().getAsLong();
    decide(() -> machine.tick(now));
    long patience;
    synchronized (machine) {
      patience = machine.patience(now);
    }
    if (patience < Long.MAX_VALUE) {
      alarm.at(now + patience);
    }
  }

  private void decide(Supplier<List<Action<A>>> decision) {
    List<Action<A>> actions;
    LifeSession<A> session;
    synchronized (machine) {
      actions = decision.get();
      session = current;
    }
    act(session, actions);
  }

  private void decide(LifeSession<A> session, Supplier<List<Action<A>>> decision) {
    act(session, decision(session, decision));
  }

  private List<Action<A>> decision(LifeSession<A> session, Supplier<List<Action<A>>> decision) {
    synchronized (machine) {
      return session == current ? decision.get() : List.of();
    }
  }

  private void act(@Nullable LifeSession<A> session, List<Action<A>> actions) {
    if (actions.isEmpty()) {
      return;
    }
    // One after the other here, instead of each within the one before: a pipe may take many at
    // once.
    Deque<Action<A>> left = new ArrayDeque<>(actions);
    while (!left.isEmpty()) {
      Action<A> next = left.removeFirst();
      if (next instanceof Action.Write<A> write && session != null) {
        left.addAll(write(session, write.bytes()));
      } else {
        deeds.carryOut(next);
      }
    }
  }

  private List<Action<A>> write(LifeSession<A> session, ByteBuffer bytes) {
    CompletableFuture<InputOutcome> told = session.stdin().write(bytes).toCompletableFuture();
    if (told.isDone()) {
      return decision(session, () -> machine.written(told.join()));
    }
    told.thenAccept(outcome -> decide(session, () -> machine.written(outcome)));
    return List.of();
  }

  /** What sessions tell, for the machine. */
  private final class MachineFacts implements LifeSession.Facts<A> {

    @Override
    public void launched(LifeSession<A> session, Optional<String> obstacle) {
      decide(session, () -> machine.launched(obstacle));
    }

    @Override
    public void past(LifeSession<A> session, String words) {
      decide(session, () -> machine.past(words));
    }

    @Override
    public void ended(LifeSession<A> session, Departure departure) {
      decide(
          session,
          () -> {
            current = null;
            return machine.ended(departure);
          });
    }

    @Override
    public void found(LifeSession<A> session, Decoded<A> found) {
      if (found instanceof Decoded.Frame<A> frame) {
        message(session, frame.message());
      } else if (found instanceof Decoded.Garbage<A> garbage) {
        decide(session, () -> machine.garbage(garbage.reason()));
      } else if (found instanceof Decoded.Broken<A> broken) {
        decide(session, () -> machine.broken(broken.reason()));
      } else if (found instanceof Decoded.Unfinished<A> rest) {
        decide(session, () -> machine.unfinished(rest.reason()));
      }
    }

    private void message(LifeSession<A> session, A message) {
      Optional<Object> id;
      try {
        id = id(message);
      } catch (RuntimeException unreadable) {
        decide(session, () -> machine.garbage("a message without a readable id: " + unreadable));
        return;
      }
      decide(session, () -> machine.message(message, id));
    }

    private Optional<Object> id(A message) {
      return settings.protocol().correlation() instanceof Correlation.ById<Q, A> byId
          ? byId.idOf().apply(message)
          : Optional.empty();
    }
  }
}
