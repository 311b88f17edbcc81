package io.banyan.runtime.event;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener that is told in threads of its own, one notice at a time. What it has not taken yet
 * waits in a bounded buffer, so that its slowness costs nobody else anything.
 */
final class Listening implements Consumer<RecordedEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

  /** So that one busy listener does not keep a shared thread for ever. */
  private static final int BATCH = 64;

  private final EventFilter filter;
  private final EventBuffer buffer;
  private final Executor executor;
  private final Consumer<EventNotice> listener;
  private final AtomicBoolean awake = new AtomicBoolean();
  private volatile boolean closed;

  Listening(
      EventFilter filter, EventBuffer buffer, Executor executor, Consumer<EventNotice> listener) {
    this.filter = filter;
    this.buffer = buffer;
    this.executor = executor;
    this.listener = listener;
  }

  @Override
  public void accept(RecordedEvent event) {
    if (!closed && filter.matches(event.event())) {
      buffer.add(event);
      wake();
    }
  }

  void close() {
    closed = true;
  }

  private void wake() {
    if (awake.compareAndSet(false, true)) {
      try {
        executor.execute(this::deliver);
      } catch (RejectedExecutionException over) {
        LOG.debug("The threads of a listener have ended", over);
        closed = true;
      }
    }
  }

  private void deliver() {
    List<EventNotice> notices = buffer.take(BATCH);
    for (EventNotice notice : notices) {
      tell(notice);
    }
    awake.set(false);
    // What came after the last look, and before the listener counted as asleep, woke nobody.
    if (!closed && !buffer.isEmpty()) {
      wake();
    }
  }

  private void tell(EventNotice notice) {
    if (closed) {
      return;
    }
    try {
      listener.accept(notice);
    } catch (RuntimeException | Error failed) {
      LOG.warn("A listener failed on {}", notice, failed);
    }
  }
}
