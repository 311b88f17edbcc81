package io.banyan.journal.store;

import io.banyan.runtime.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The journal plugin: what Pekko Persistence writes and replays goes to the {@link JournalStore} of
 * its persistence id. It blocks, in a dispatcher of its own.
 */
public final class StoreJournal extends AsyncWriteJournal {

  private final Stores stores = Stores.of(context().system());

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(
      Iterable<AtomicWrite> messages) {
    return future(
        () -> {
          List<Optional<Exception>> results = new ArrayList<>();
          for (AtomicWrite write : messages) {
            List<JournalStore.Entry> entries =
                CollectionConverters.asJava(write.payload()).stream()
                    .map(StoreJournal::entry)
                    .toList();
            stores.get(write.persistenceId()).append(entries);
            results.add(Optional.empty());
          }
          return results;
        });
  }

  private static JournalStore.Entry entry(PersistentRepr message) {
    return new JournalStore.Entry(message.sequenceNr(), (RecordedEvent) message.payload());
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
    return nothing(() -> stores.get(persistenceId).removeTo(toSequenceNr));
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
    return nothing(
        () ->
            stores
                .get(persistenceId)
                .replay(from, to, max, entry -> replay.accept(message(persistenceId, entry))));
  }

  private PersistentRepr message(String persistenceId, JournalStore.Entry entry) {
    return PersistentRepr.apply(entry.event(), entry.entry(), persistenceId, "", false, self(), "");
  }

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
    return future(() -> stores.get(persistenceId).lastEntry());
  }

  private static Future<Void> nothing(Runnable work) {
    return future(
        () -> {
          work.run();
          return null;
        });
  }

  private static <T> Future<T> future(Supplier<T> work) {
    try {
      return Futures.successful(work.get());
    } catch (RuntimeException failed) {
      return Futures.failed(failed);
    }
  }
}
