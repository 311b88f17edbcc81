package io.banyan.runtime.event;

import io.banyan.runtime.engine.ProcessIdentity;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every fact its sequence number and hands it to all subscribers, in order.
 *
 * <p>There are three ways to hear of facts. A <em>view</em> ({@link #subscribe(Consumer)}) is
 * called in the publishing thread, so that whoever publishes and then answers a request knows that
 * it has already seen the fact; it must be quick. A <em>listener</em> ({@link #listen}) is called
 * in threads of its own and may take its time. An <em>actor</em> hears through {@link
 * io.banyan.runtime.subscription.EventRelay}. The last two have a bounded buffer and are told what
 * they missed.
 *
 * <p>A subscriber that throws is logged and otherwise ignored: none can hurt supervision. One that
 * publishes does so after all others have seen the fact that it was told.
 */
public final class EventHub implements EventSink {

  private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

  private final Clock clock;
  private final List<Consumer<RecordedEvent>> subscribers = new CopyOnWriteArrayList<>();
  private final Map<ChildPath, ProcessIdentity> processes = new HashMap<>();
  private final Queue<ProcessEvent> waiting = new ArrayDeque<>();
  private final LongAdder missed = new LongAdder();
  private boolean publishing;
  private long sequence;

  public EventHub(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void publish(ProcessEvent event) {
    waiting.add(event);
    if (publishing) {
      return;
    }
    publishing = true;
    try {
      for (ProcessEvent next = waiting.poll(); next != null; next = waiting.poll()) {
        tell(new RecordedEvent(++sequence, now(), next, process(next)));
      }
    } finally {
      publishing = false;
    }
  }

  /** As exact as it is kept anywhere, so that a fact that is read again equals itself. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void tell(RecordedEvent recorded) {
    for (Consumer<RecordedEvent> subscriber : subscribers) {
      try {
        subscriber.accept(recorded);
      } catch (RuntimeException | Error e) {
        LOG.warn("A subscriber failed on {}", recorded, e);
      }
    }
  }

  /** The process that a fact is about, as far as earlier facts tell. */
  private Optional<ProcessIdentity> process(ProcessEvent event) {
    ChildPath path = event.path();
    if (event instanceof ProcessEvent.Launched launched) {
      processes.put(path, launched.process());
    } else if (event instanceof ProcessEvent.Adopted adopted) {
      processes.put(path, adopted.process());
    } else if (event instanceof ProcessEvent.Starting) {
      processes.remove(path);
    } else if (event instanceof ProcessEvent.Ended || event instanceof ProcessEvent.Undeclared) {
      return Optional.ofNullable(processes.remove(path));
    }
    return Optional.ofNullable(processes.get(path));
  }

  /**
   * Numbers what comes from here: those up to it were given by an earlier runtime. Does nothing
   * when as many were given already.
   */
  public synchronized void continueAfter(long last) {
    sequence = Math.max(sequence, last);
  }

  /**
   * Numbers what comes from here higher by so much: an earlier runtime has given numbers as well,
   * which was found out too late.
   *
   * @param meanwhile done while nothing is published
   */
  public synchronized void advance(long by, Runnable meanwhile) {
    sequence += by;
    meanwhile.run();
  }

  /** The number of the latest fact; 0 before the first. */
  public synchronized long lastSequence() {
    return sequence;
  }

  /** Subscribes a view from the next fact on; the returned subscription ends it when closed. */
  public synchronized Subscription subscribe(Consumer<RecordedEvent> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  /**
   * Subscribes a listener from the next fact on.
   *
   * @param capacity how many facts may wait for it, at least 1
   * @param executor runs it, never twice at once
   * @param listener told every fact that the filter wants, in order, or how many it missed
   * @return ends it when closed; a notice that is being told is told to its end
   */
  public Subscription listen(
      EventFilter filter, int capacity, Executor executor, Consumer<EventNotice> listener) {
    Listening listening = new Listening(filter, buffer(capacity), executor, listener);
    Subscription subscription = subscribe(listening);
    return () -> {
      subscription.close();
      listening.close();
    };
  }

  /**
   * A buffer for one subscriber; what finds no place in it is counted by {@link #missed}.
   *
   * @param capacity how many facts may wait there, at least 1
   */
  public EventBuffer buffer(int capacity) {
    return new EventBuffer(capacity, missed);
  }

  /** How many facts slow subscribers have missed so far, counted once for each who missed it. */
  public long missed() {
    return missed.sum();
  }

  /** Ends a subscription. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
