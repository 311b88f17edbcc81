package io.banyan.control.http;

import io.banyan.runtime.event.EventBuffer;
import io.banyan.runtime.event.EventFilter;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.EventNotice;
import io.banyan.runtime.event.RecordedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The facts that come from now on, for one reader who asks for them. Safe from any thread. */
final class NewFacts implements AutoCloseable {

  private final EventFilter filter;
  private final EventBuffer buffer;
  private final EventHub.Subscription subscription;
  private CompletableFuture<Void> news = new CompletableFuture<>();

  NewFacts(EventHub hub, EventFilter filter, int capacity) {
    this.filter = filter;
    this.buffer = hub.buffer(capacity);
    this.subscription = hub.subscribe(this::add);
  }

  private void add(RecordedEvent event) {
    if (filter.matches(event.event())) {
      buffer.add(event);
      told().complete(null);
    }
  }

  /** Completed when there is something to {@link #take}, in the thread that publishes it. */
  synchronized CompletionStage<Void> some() {
    return buffer.isEmpty() ? news : CompletableFuture.completedFuture(null);
  }

  private synchronized CompletableFuture<Void> told() {
    CompletableFuture<Void> before = news;
    news = new CompletableFuture<>();
    return before;
  }

  List<EventNotice> take(int most) {
    return buffer.take(most);
  }

  @Override
  public void close() {
    subscription.close();
  }
}
