package io.banyan.pool.queue.store;

import io.banyan.pool.queue.machine.Task;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * What is in the file: values and what is known of their tasks, by id. They are apart because the
 * latter change and the former do not.
 */
record Maps(
    MVStore store,
    MVMap<Long, byte[]> values,
    MVMap<Long, byte[]> tasks,
    MVMap<String, Long> about) {

  private static final String FORMAT = "format";
  private static final String LAST_ID = "last-id";
  private static final long CURRENT = 1;
  private static final int COPY_AT_ONCE = 1_000;

  /**
   * @throws StoreException when it was written by a newer version
   */
  static Maps of(MVStore store) {
    MVMap<String, Long> about =
        store.openMap(
            "about",
            new MVMap.Builder<String, Long>()
                .keyType(StringDataType.INSTANCE)
                .valueType(LongDataType.INSTANCE));
    Maps maps = new Maps(store, bytes(store, "values"), bytes(store, "tasks"), about);
    long format = about.getOrDefault(FORMAT, CURRENT);
    if (format != CURRENT) {
      throw new StoreException(
          "it was written by another version of Banyan: format " + format,
          new IllegalStateException(FORMAT));
    }
    about.putIfAbsent(FORMAT, CURRENT);
    return maps;
  }

  private static MVMap<Long, byte[]> bytes(MVStore store, String name) {
    return store.openMap(
        name,
        new MVMap.Builder<Long, byte[]>()
            .keyType(LongDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  void put(Task<byte[]> task) {
    values.put(task.id(), task.value());
    tasks.put(task.id(), TaskBytes.write(task));
    used(task.id());
  }

  void remove(long id) {
    tasks.remove(id);
    values.remove(id);
  }

  /** Puts all of it there, and commits it. */
  void copyTo(Maps other) {
    int copied = 0;
    for (Map.Entry<Long, byte[]> entry : tasks.entrySet()) {
      other.tasks.put(entry.getKey(), entry.getValue());
      byte[] value = values.get(entry.getKey());
      if (value != null) {
        other.values.put(entry.getKey(), value);
      }
      if (++copied % COPY_AT_ONCE == 0) {
        other.store.commit();
      }
    }
    other.used(lastId());
    other.store.commit();
  }

  long lastId() {
    return about.getOrDefault(LAST_ID, 0L);
  }

  void used(long id) {
    if (id > lastId()) {
      about.put(LAST_ID, id);
    }
  }
}
