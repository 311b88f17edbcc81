package io.banyan.journal;

import io.banyan.journal.store.JournalStore;
import io.banyan.journal.store.StoreException;
import io.banyan.runtime.event.EventQuery;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A store that fails when it is told to. */
final class UnreliableStore implements JournalStore {

  private final JournalStore real;
  private final AtomicReference<Optional<String>> before = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<String>> after = new AtomicReference<>(Optional.empty());

  UnreliableStore(JournalStore real) {
    this.real = real;
  }

  void failWith(String reason) {
    before.set(Optional.of(reason));
  }

  /** What is written is written, but nobody is told. */
  void failAfterWriting(String reason) {
    after.set(Optional.of(reason));
  }

  void work() {
    before.set(Optional.empty());
    after.set(Optional.empty());
  }

  private static void fail(AtomicReference<Optional<String>> reason) {
    reason
        .get()
        .ifPresent(
            why -> {
              throw new StoreException(why, new IllegalStateException(why));
            });
  }

  @Override
  public void append(List<Entry> entries) {
    fail(before);
    real.append(entries);
    fail(after);
  }

  @Override
  public void replay(long from, long to, long most, Consumer<Entry> reader) {
    fail(before);
    real.replay(from, to, most, reader);
  }

  @Override
  public long lastEntry() {
    fail(before);
    return real.lastEntry();
  }

  @Override
  public void removeTo(long entry) {
    real.removeTo(entry);
  }

  @Override
  public long lastExpired(Instant olderThan, long most) {
    return real.lastExpired(olderThan, most);
  }

  @Override
  public List<RecordedEvent> find(EventQuery query) {
    fail(before);
    return real.find(query);
  }

  @Override
  public void save(Snapshot snapshot) {
    real.save(snapshot);
  }

  @Override
  public Optional<Snapshot> snapshot(long upTo) {
    return real.snapshot(upTo);
  }

  @Override
  public void close() {
    real.close();
  }
}
