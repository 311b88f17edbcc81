package io.banyan.cli.up;

import io.banyan.control.metrics.Family;
import io.banyan.control.metrics.RuntimeMetrics;
import io.banyan.journal.Journal;
import io.banyan.journal.JournalSettings;
import io.banyan.journal.Remembrance;
import io.banyan.journal.state.JournalState;
import io.banyan.journal.store.JournalStore;
import io.banyan.runtime.event.EventHistory;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.RecentEvents;
import io.banyan.runtime.event.Recollection;
import io.banyan.supervision.config.TreeDeclaration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history of a tree that is run, and what earlier runtimes left in it.
 *
 * @param history of its facts
 * @param recollection what is known from before
 */
record TreeJournal(EventHistory history, Recollection recollection) implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TreeJournal.class);

  /** Facts that can be shown where there is no journal. */
  private static final int RECENT = 1_000;

  /** The place of a journal, being opened while other things begin. */
  record Opening(JournalSettings settings, Optional<JournalStore> store) {

    static Opening begin(TreeDeclaration declaration) {
      JournalSettings settings = JournalSettings.from(declaration.resolved());
      if (!settings.enabled()) {
        return new Opening(settings, Optional.empty());
      }
      JournalStore store = settings.store(declaration.name(), declaration.directories().state());
      // What comes of it is told to the first who needs it.
      CompletableFuture.runAsync(store::lastEntry);
      return new Opening(settings, Optional.of(store));
    }
  }

  /** Begins to keep the facts of this hub, and finds out what is known from before. */
  static TreeJournal start(ActorSystem<?> system, String tree, Opening opening, EventHub events) {
    if (opening.store().isEmpty()) {
      RecentEvents recent = new RecentEvents(RECENT);
      events.subscribe(recent);
      return new TreeJournal(recent, Recollection.none());
    }
    JournalSettings settings = opening.settings();
    Journal journal = Journal.start(system, tree, settings, opening.store().get(), events);
    Optional<JournalState> state = journal.awaitState(settings.openTimeout());
    if (state.isEmpty()) {
      LOG.error("The tree starts without what earlier runtimes knew");
    }
    return new TreeJournal(
        journal,
        state
            .<Recollection>map(known -> new Remembrance(known, settings.keepStopped()))
            .orElseGet(Recollection::none));
  }

  /** Has it tell how far behind it is. */
  void addTo(RuntimeMetrics metrics) {
    if (history instanceof Journal journal) {
      metrics.add(
          new RuntimeMetrics.Supplied(
              Family.Kind.GAUGE,
              "banyan_journal_waiting_events",
              "Events that wait to be written to the journal.",
              journal::lag));
    }
  }

  @Override
  public void close() {
    if (history instanceof Journal journal) {
      journal.close();
    }
  }
}
