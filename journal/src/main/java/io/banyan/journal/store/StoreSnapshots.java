package io.banyan.journal.store;

import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;

/**
 * The snapshot plugin beside {@link StoreJournal}. Snapshots are texts. It keeps the newest two by
 * itself, so that nothing has to be deleted.
 */
public final class StoreSnapshots extends SnapshotStore {

  private final Stores stores = Stores.of(context().system());

  @Override
  public Future<Optional<SelectedSnapshot>> doLoadAsync(
      String persistenceId, SnapshotSelectionCriteria criteria) {
    try {
      return Futures.successful(
          stores
              .get(persistenceId)
              .snapshot(criteria.maxSequenceNr())
              .map(found -> selected(persistenceId, found)));
    } catch (RuntimeException failed) {
      return Futures.failed(failed);
    }
  }

  private static SelectedSnapshot selected(String persistenceId, JournalStore.Snapshot found) {
    return SelectedSnapshot.create(
        new SnapshotMetadata(persistenceId, found.entry(), found.time().toEpochMilli()),
        found.state());
  }

  @Override
  public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
    try {
      stores
          .get(metadata.persistenceId())
          .save(
              new JournalStore.Snapshot(
                  metadata.sequenceNr(),
                  Instant.ofEpochMilli(metadata.timestamp()),
                  (String) snapshot));
      return Futures.successful(null);
    } catch (RuntimeException failed) {
      return Futures.failed(failed);
    }
  }

  @Override
  public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
    return Futures.failed(new UnsupportedOperationException("snapshots go by themselves"));
  }

  @Override
  public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
    return Futures.failed(new UnsupportedOperationException("snapshots go by themselves"));
  }
}
