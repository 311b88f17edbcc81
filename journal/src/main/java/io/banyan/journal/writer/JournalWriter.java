package io.banyan.journal.writer;

import io.banyan.journal.state.JournalState;
import io.banyan.journal.store.JournalStore;
import io.banyan.journal.text.FactText;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.Props;
import org.apache.pekko.persistence.AbstractPersistentActor;
import org.apache.pekko.persistence.DeleteMessagesFailure;
import org.apache.pekko.persistence.DeleteMessagesSuccess;
import org.apache.pekko.persistence.RecoveryCompleted;
import org.apache.pekko.persistence.SaveSnapshotFailure;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SnapshotOffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The persistent actor of one journal: recovers what all facts come to, then persists batches of
 * them, each as a whole. When something cannot be persisted it says so and ends; {@link
 * JournalKeeper} starts another one. Runs where blocking is allowed.
 */
final class JournalWriter extends AbstractPersistentActor {

  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

  /** So many facts are folded at once. */
  private static final int FOLD = 1_000;

  /** Persist these, which are in order and follow what was persisted before. */
  record Write(List<RecordedEvent> facts) {}

  /** Write down what all facts come to, and end. */
  enum Finish {
    FINISH
  }

  /** What the writer says. */
  sealed interface Word {}

  record Recovered(JournalState state) implements Word {}

  /**
   * @param sequence what was written up to here is durable
   */
  record Written(long sequence) implements Word {}

  record Failed(String reason) implements Word {}

  private final WriterSettings settings;
  private final JournalStore store;
  private final Consumer<Word> keeper;

  /** Not folded into the state yet. */
  private final List<RecordedEvent> fresh = new ArrayList<>();

  private JournalState state = JournalState.EMPTY;
  private long lastSnapshot;
  private boolean finishing;

  static Props props(WriterSettings settings, JournalStore store, Consumer<Word> keeper) {
    return Props.create(JournalWriter.class, () -> new JournalWriter(settings, store, keeper))
        .withDispatcher("banyan.journal.dispatcher");
  }

  private JournalWriter(WriterSettings settings, JournalStore store, Consumer<Word> keeper) {
    this.settings = settings;
    this.store = store;
    this.keeper = keeper;
  }

  @Override
  public String persistenceId() {
    return settings.persistenceId();
  }

  @Override
  public String journalPluginId() {
    return "banyan.journal.facts";
  }

  @Override
  public String snapshotPluginId() {
    return "banyan.journal.snapshots";
  }

  @Override
  public Receive createReceiveRecover() {
    return receiveBuilder()
        .match(SnapshotOffer.class, this::onSnapshot)
        .match(RecordedEvent.class, this::onFact)
        .match(RecoveryCompleted.class, completed -> onRecovered())
        .build();
  }

  private void onSnapshot(SnapshotOffer offer) {
    state =
        FactText.read(JournalState.class, (String) offer.snapshot())
            .orElseThrow(() -> new IllegalStateException("the snapshot cannot be read"));
    lastSnapshot = offer.metadata().sequenceNr();
  }

  private void onFact(RecordedEvent event) {
    fresh.add(event);
    if (fresh.size() == FOLD) {
      fold();
    }
  }

  private void fold() {
    state = state.after(fresh);
    fresh.clear();
  }

  private void onRecovered() {
    fold();
    keeper.accept(new Recovered(state));
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(Write.class, this::onWrite)
        .match(Finish.class, finish -> onFinish())
        .match(SaveSnapshotSuccess.class, saved -> onSnapshotSaved(saved.metadata().sequenceNr()))
        .match(SaveSnapshotFailure.class, failure -> onSnapshotFailed(failure.cause()))
        .match(DeleteMessagesSuccess.class, removed -> LOG.debug("Facts up to {} went", removed))
        .match(
            DeleteMessagesFailure.class,
            kept -> LOG.warn("Old facts cannot be removed", kept.cause()))
        .build();
  }

  private void onWrite(Write write) {
    long last = write.facts().get(write.facts().size() - 1).sequence();
    persistAll(write.facts(), fact -> onPersisted(fact, last));
  }

  /** Called once for each fact, when all of them are durable. */
  private void onPersisted(RecordedEvent fact, long last) {
    onFact(fact);
    if (fact.sequence() == last) {
      keeper.accept(new Written(last));
      if (lastSequenceNr() - lastSnapshot >= settings.snapshotEvery()) {
        takeSnapshot();
      }
    }
  }

  private void takeSnapshot() {
    fold();
    lastSnapshot = lastSequenceNr();
    saveSnapshot(FactText.write(state));
  }

  private void onSnapshotSaved(long entry) {
    if (finishing) {
      getContext().stop(getSelf());
      return;
    }
    try {
      long expired =
          store.lastExpired(
              Clock.systemUTC().instant().minus(settings.keepFor()), settings.keepFacts());
      // What is not in a snapshot yet is needed.
      long last = Math.min(expired, entry);
      if (last > 0) {
        deleteMessages(last);
      }
    } catch (RuntimeException failed) {
      LOG.warn("Old facts cannot be removed", failed);
    }
  }

  private void onSnapshotFailed(Throwable failure) {
    LOG.warn(
        "The state of the journal cannot be written down; the next start will be slower", failure);
    if (finishing) {
      getContext().stop(getSelf());
    }
  }

  private void onFinish() {
    finishing = true;
    if (lastSequenceNr() == lastSnapshot) {
      getContext().stop(getSelf());
    } else {
      takeSnapshot();
    }
  }

  // What follows is Pekko's last word before it stops this actor.

  @Override
  public void onPersistFailure(Throwable cause, Object event, long seqNr) {
    LOG.debug("Facts cannot be persisted", cause);
    keeper.accept(new Failed(reason(cause)));
  }

  @Override
  public void onPersistRejected(Throwable cause, Object event, long seqNr) {
    LOG.warn("A fact cannot be stored: {}", event, cause);
  }

  @Override
  public void onRecoveryFailure(Throwable cause, scala.Option<Object> event) {
    LOG.debug("The journal cannot be read", cause);
    keeper.accept(new Failed(reason(cause)));
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
