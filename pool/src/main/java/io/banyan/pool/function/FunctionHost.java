package io.banyan.pool.function;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.process.ProcessRuntime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;

/** What all function processes of one face share. Safe from any thread. */
final class FunctionHost implements AutoCloseable {

  private final ActorSystem<?> system;
  private final ProcessRuntime runtime;
  private final FunctionSettings settings;
  private final JavaCommand java = JavaCommand.ofThisJvm();
  private final LinkFolder folder = LinkFolder.create();
  private final ExecutorService writers = Executors.newCachedThreadPool(daemons());
  private final Map<String, Seat> seats = new ConcurrentHashMap<>();
  private final ChannelShares shares = new ChannelShares();
  private final AtomicInteger lastNumber = new AtomicInteger();
  private final EventHub.Subscription subscription;
  private volatile boolean closed;

  FunctionHost(ActorSystem<?> system, ProcessRuntime runtime, FunctionSettings settings) {
    this.system = system;
    this.runtime = runtime;
    this.settings = settings;
    // A view: the pipes have to be there before the process is.
    this.subscription = runtime.events().subscribe(recorded -> accept(recorded.event()));
  }

  FunctionSettings settings() {
    return settings;
  }

  ChannelShares shares() {
    return shares;
  }

  boolean isClosed() {
    return closed;
  }

  /** An id that none has had. */
  String nextId() {
    return "function-" + lastNumber.incrementAndGet();
  }

  /** For processes of no tree. */
  Launcher loose() {
    return new LooseLauncher(system, folder.name(), runtime.ports(), this::accept);
  }

  /**
   * A place for a process.
   *
   * @throws IllegalStateException when the id is taken, or this was closed
   */
  Seat open(String id, FunctionOptions options, Tenant tenant) {
    if (closed) {
      throw new IllegalStateException("function processes were closed");
    }
    String place = folder.place(id);
    Seat seat =
        new Seat(
            id,
            java.process(place, settings, options),
            new Seat.Surroundings(
                place,
                new ChildLink.Terms(id, settings, writers, shares, options.accepted()),
                process -> runtime.ports().engine().signal(process, Signal.KILL),
                () -> seats.remove(id)),
            tenant);
    if (seats.putIfAbsent(id, seat) != null) {
      throw new IllegalStateException("there is a function process " + id + " already");
    }
    return seat;
  }

  /** Has something done later, if nobody cancels that. */
  Runnable after(Duration delay, Runnable task) {
    return system.scheduler().scheduleOnce(delay, task, system.executionContext())::cancel;
  }

  private void accept(ProcessEvent event) {
    Seat seat = event.path().isRoot() ? null : seats.get(event.path().id());
    if (seat != null) {
      seat.accept(event);
    }
  }

  /** All processes have ended before. */
  @Override
  public void close() {
    closed = true;
    subscription.close();
    seats.values().forEach(Seat::close);
    writers.shutdownNow();
    folder.close();
  }

  private static ThreadFactory daemons() {
    return task -> {
      Thread thread = new Thread(task, "banyan-function-writer");
      thread.setDaemon(true);
      return thread;
    };
  }
}
