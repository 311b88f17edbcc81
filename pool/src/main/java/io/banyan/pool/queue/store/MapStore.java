package io.banyan.pool.queue.store;

import io.banyan.pool.queue.machine.Step;
import io.banyan.pool.queue.machine.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A file of H2's MVStore: it is only ever appended to or rewritten where nothing of it is needed
 * any more, so that whatever ends the runtime, it opens as it was after the last commit. The system
 * locks it for us, and lets go when we die.
 */
public final class MapStore implements QueueStore {

  /**
   * How long what is not needed any more stays in the file. Long enough that what has not come to
   * the disk yet is not relied on when the power fails; and so short that the file stays small.
   */
  private static final int RETENTION_MILLIS = 1_000;

  private static final long LONGEST_UNSYNCED = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int CACHE_MEGABYTES = 2;
  private static final int COMPACT_EVERY = 1_000;
  private static final int FILL_PERCENT = 60;
  private static final int COMPACT_BYTES = 8 << 20;

  private final Path file;
  private final boolean fsync;
  private @Nullable Maps maps;
  private long syncedAt;
  private int commits;

  /**
   * @param file its folder is made when it is not there, for us alone
   * @param fsync whether what is kept survives a power cut, too
   */
  public MapStore(Path file, boolean fsync) {
    this.file = file;
    this.fsync = fsync;
  }

  @Override
  public Contents open() {
    return trying(() -> contents(opened()));
  }

  private Maps opened() {
    make(file.toAbsolutePath().getParent());
    MVStore store =
        new MVStore.Builder()
            .fileName(file.toString())
            .cacheSize(CACHE_MEGABYTES)
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .open();
    try {
      store.setRetentionTime(RETENTION_MILLIS);
      store.setVersionsToKeep(0);
      Maps opened = Maps.of(store);
      maps = opened;
      return opened;
    } catch (RuntimeException failed) {
      store.closeImmediately();
      throw failed;
    }
  }

  private Contents contents(Maps open) {
    List<Task<byte[]>> tasks = new ArrayList<>();
    for (Map.Entry<Long, byte[]> entry : open.tasks().entrySet()) {
      byte[] value = open.values().get(entry.getKey());
      if (value != null) {
        tasks.add(TaskBytes.read(entry.getKey(), value, entry.getValue()));
      }
    }
    return new Contents(tasks, open.lastId());
  }

  @Override
  public void keep(List<Step<byte[]>> steps) {
    trying(
        () -> {
          Maps open = open(maps);
          steps.forEach(step -> keep(open, step));
          // What is delivered may be delivered again: that can wait for the disk.
          commit(open, steps.stream().allMatch(Step::isDelivery));
          return true;
        });
  }

  private static void keep(Maps open, Step<byte[]> step) {
    Optional<Task<byte[]>> after = step.after();
    if (after.isEmpty()) {
      open.remove(step.id());
    } else if (step.before().isEmpty()) {
      open.put(after.get());
    } else {
      open.tasks().put(step.id(), TaskBytes.write(after.get()));
    }
  }

  @Override
  public void repair(Contents known) {
    closeQuietly();
    trying(
        () -> {
          Maps open = opened();
          List<Long> kept = new ArrayList<>(open.tasks().keySet());
          known.tasks().forEach(open::put);
          kept.removeAll(known.tasks().stream().map(Task::id).toList());
          kept.forEach(open::remove);
          open.used(known.lastId());
          commit(open, false);
          return true;
        });
  }

  private void commit(Maps open, boolean mayWait) {
    open.store().commit();
    long now = System.nanoTime();
    if (fsync && (!mayWait || now - syncedAt > LONGEST_UNSYNCED)) {
      open.store().sync();
      syncedAt = now;
    }
    if (++commits % COMPACT_EVERY == 0) {
      open.store().compact(FILL_PERCENT, COMPACT_BYTES);
    }
  }

  @Override
  public void close() {
    Maps open = maps;
    maps = null;
    if (open != null && !open.store().isClosed()) {
      try {
        open.store().close();
      } catch (RuntimeException full) {
        // All that was kept is committed: what could not be written now is only tidiness.
        open.store().closeImmediately();
      }
    }
  }

  /** As it is: what is in memory is not what is in the file. */
  private void closeQuietly() {
    Maps open = maps;
    maps = null;
    if (open != null) {
      open.store().closeImmediately();
    }
  }

  private static Maps open(@Nullable Maps maps) {
    if (maps == null) {
      throw new IllegalStateException("it is not open");
    }
    return maps;
  }

  private static void make(@Nullable Path folder) {
    try {
      if (folder != null) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private <X> X trying(Supplier<X> work) {
    try {
      return work.get();
    } catch (StoreException told) {
      throw told;
    } catch (RuntimeException failed) {
      throw new StoreException(words(failed), failed);
    }
  }

  private String words(RuntimeException failed) {
    int code = failed instanceof MVStoreException e ? e.getErrorCode() : 0;
    return switch (code) {
      case DataUtils.ERROR_FILE_LOCKED -> file + " is in use by another runtime";
      case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_UNSUPPORTED_FORMAT ->
          file + " is damaged, or no queue; move it away to begin with an empty one";
      default -> innermost(failed);
    };
  }

  private static String innermost(Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().findFirst().orElse(message).strip();
  }
}
