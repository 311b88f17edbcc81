package io.banyan.journal.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/**
 * The stores of one actor system, by persistence id: Pekko makes its plugins from configuration
 * alone, and they have to find theirs. Safe from any thread.
 */
public final class Stores implements Extension {

  private static final Id ID = new Id();

  private final Map<String, JournalStore> stores = new ConcurrentHashMap<>();

  private static final class Id extends AbstractExtensionId<Stores> {
    @Override
    public Stores createExtension(ExtendedActorSystem system) {
      return new Stores();
    }
  }

  public static Stores of(ActorSystem system) {
    return ID.get(system);
  }

  /**
   * From now on what is persisted under this id is kept there.
   *
   * @throws IllegalArgumentException when another one is
   */
  public void put(String persistenceId, JournalStore store) {
    if (stores.putIfAbsent(persistenceId, store) != null) {
      throw new IllegalArgumentException(
          "there is a journal of that name already: " + persistenceId);
    }
  }

  public void remove(String persistenceId) {
    stores.remove(persistenceId);
  }

  JournalStore get(String persistenceId) {
    JournalStore store = stores.get(persistenceId);
    if (store == null) {
      throw new IllegalStateException("no journal is open for " + persistenceId);
    }
    return store;
  }
}
