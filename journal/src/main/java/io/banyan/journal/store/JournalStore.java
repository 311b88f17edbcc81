package io.banyan.journal.store;

import io.banyan.runtime.event.EventQuery;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the facts of one tree are kept. Every method blocks, and throws {@link StoreException} when
 * it could not do what it should; the next one tries anew from the beginning, with the place opened
 * again. Safe from any thread.
 */
public interface JournalStore extends AutoCloseable {

  /**
   * A fact in the journal.
   *
   * @param entry counts from 1 without gaps, over all runtimes
   */
  record Entry(long entry, RecordedEvent event) {}

  /**
   * What all facts up to an entry come to.
   *
   * @param state as its owner wrote it
   */
  record Snapshot(long entry, Instant time, String state) {}

  /** Keeps all of these or none; when it returns they outlive the runtime. */
  void append(List<Entry> entries);

  /**
   * Reads entries in order; those that this version does not understand are left out.
   *
   * @param from first entry
   * @param to last entry
   * @param most how many at most
   */
  void replay(long from, long to, long most, Consumer<Entry> reader);

  /** Number of the last entry there ever was; 0 before the first. */
  long lastEntry();

  /** Removes entries up to this one. */
  void removeTo(long entry);

  /** The last entry that may go: older than this, or more than so many before the last. */
  long lastExpired(Instant olderThan, long most);

  List<RecordedEvent> find(EventQuery query);

  /** Keeps it and the one before it. */
  void save(Snapshot snapshot);

  /** The newest up to this entry. */
  Optional<Snapshot> snapshot(long upTo);

  /** Gives the place back; the next use opens it again. */
  @Override
  void close();
}
