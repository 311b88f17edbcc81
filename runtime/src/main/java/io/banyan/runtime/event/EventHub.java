package io.banyan.runtime.event;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every fact its sequence number and hands it to all subscribers, in order.
 *
 * <p>Subscribers are called in the publishing thread, so that whoever publishes and then answers a
 * request knows that every view has already seen the fact. They must therefore be quick: tell an
 * actor, update a map. One that throws is logged and otherwise ignored: no view can hurt
 * supervision.
 */
public final class EventHub implements EventSink {

  private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

  private final Clock clock;
  private final List<Consumer<RecordedEvent>> subscribers = new CopyOnWriteArrayList<>();
  private long sequence;

  public EventHub(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void publish(ProcessEvent event) {
    RecordedEvent recorded = new RecordedEvent(++sequence, clock.instant(), event);
    for (Consumer<RecordedEvent> subscriber : subscribers) {
      try {
        subscriber.accept(recorded);
      } catch (RuntimeException e) {
        LOG.warn("A subscriber failed on {}", recorded, e);
      }
    }
  }

  /** Subscribes from the next fact on; the returned subscription ends it when closed. */
  public synchronized Subscription subscribe(Consumer<RecordedEvent> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  /** Ends a subscription. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
