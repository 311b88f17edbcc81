package io.banyan.journal;

import io.banyan.journal.state.JournalState;
import io.banyan.journal.store.JournalStore;
import io.banyan.journal.store.StoreException;
import io.banyan.journal.store.Stores;
import io.banyan.journal.writer.Health;
import io.banyan.journal.writer.JournalKeeper;
import io.banyan.journal.writer.WriteQueue;
import io.banyan.journal.writer.WriterSettings;
import io.banyan.runtime.event.EventHistory;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.EventQuery;
import io.banyan.runtime.event.RecentEvents;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable history of one tree: every fact of its hub, from the first after {@link #start} on,
 * over all runtimes. Facts are written in the background; what cannot be written waits in a bounded
 * queue, and that it waits is told as a fact. Safe from any thread.
 */
public final class Journal implements EventHistory, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** Facts of this runtime that can be shown when the store cannot be read. */
  private static final int RECENT = 1_000;

  private final EventHub hub;
  private final JournalStore store;
  private final WriteQueue queue;
  private final Health health = new Health();
  private final RecentEvents recent = new RecentEvents(RECENT);
  private final CompletableFuture<JournalState> recovered = new CompletableFuture<>();
  private final ActorRef<JournalKeeper.Command> keeper;
  private final Executor blocking;
  private final Runnable forget;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Journal(
      ActorSystem<?> system,
      WriterSettings settings,
      int places,
      JournalStore store,
      EventHub hub) {
    this.hub = hub;
    this.store = store;
    this.queue = new WriteQueue(places);
    Stores stores = Stores.of(Adapter.toClassic(system));
    stores.put(settings.persistenceId(), store);
    this.forget = () -> stores.remove(settings.persistenceId());
    this.blocking =
        system.dispatchers().lookup(DispatcherSelector.fromConfig("banyan.journal.dispatcher"));
    hub.subscribe(recent);
    this.keeper =
        system.systemActorOf(
            JournalKeeper.create(
                settings, new JournalKeeper.Means(hub, queue, store, health, recovered)),
            // Several times in one system, the last of them perhaps not quite gone yet.
            settings.persistenceId()
                + "-journal-"
                + Integer.toHexString(System.identityHashCode(this)),
            Props.empty());
  }

  /**
   * Begins to keep what the hub tells.
   *
   * @param tree its name, unique in the actor system
   * @param store where; closed with the journal
   */
  public static Journal start(
      ActorSystem<?> system,
      String tree,
      JournalSettings settings,
      JournalStore store,
      EventHub hub) {
    return new Journal(system, settings.writer(tree), settings.queue(), store, hub);
  }

  /**
   * What all facts of earlier runtimes come to. Facts that are published before it is known are
   * numbered anew.
   *
   * @param limit how long to wait for it; the journal goes on trying after that
   * @return empty when it could not be opened in time
   */
  public Optional<JournalState> awaitState(Duration limit) {
    try {
      return Optional.of(recovered.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException late) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** How many facts wait to be written. */
  public int lag() {
    return queue.size();
  }

  @Override
  public Optional<String> trouble() {
    return health
        .trouble()
        .map(reason -> "the journal cannot be written: " + reason + " (" + waiting() + ")");
  }

  private String waiting() {
    long lost = queue.lost();
    return queue.size() + " facts wait" + (lost == 0 ? "" : ", " + lost + " are lost to it");
  }

  @Override
  public CompletionStage<Void> durable() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    keeper.tell(new JournalKeeper.AwaitDurable(hub.lastSequence(), done));
    return done;
  }

  /** The stored ones, and those that wait to be; in trouble, the latest of this runtime. */
  @Override
  public CompletionStage<List<RecordedEvent>> find(EventQuery query) {
    return CompletableFuture.supplyAsync(() -> search(query), blocking);
  }

  private List<RecordedEvent> search(EventQuery query) {
    // In this order: what is written meanwhile is found twice rather than never.
    List<RecordedEvent> waiting = queue.all();
    try {
      return joined(store.find(query), waiting, query);
    } catch (StoreException failed) {
      LOG.debug("The journal cannot be read", failed);
      return recent.find(query).toCompletableFuture().join();
    }
  }

  private static List<RecordedEvent> joined(
      List<RecordedEvent> stored, List<RecordedEvent> waiting, EventQuery query) {
    if (!query.newest() && stored.size() == query.limit()) {
      return stored;
    }
    long last = stored.isEmpty() ? 0 : stored.get(stored.size() - 1).sequence();
    List<RecordedEvent> all = new ArrayList<>(stored);
    waiting.stream().filter(event -> event.sequence() > last).forEach(all::add);
    return RecentEvents.select(all, query);
  }

  /** Writes what waits, for at most a moment, and gives the store back. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    keeper.tell(new JournalKeeper.Close(done));
    try {
      done.get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      LOG.warn(
          "{} facts are not in the journal: {}",
          queue.size(),
          health.trouble().orElse("it was too slow"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    forget.run();
  }
}
