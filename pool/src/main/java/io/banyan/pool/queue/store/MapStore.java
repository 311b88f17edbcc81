package io.banyan.pool.queue.store;

import io.banyan.pool.queue.machine.Step;
import io.banyan.pool.queue.machine.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of H2's MVStore. It is only ever appended to: when MVStore uses space again it can be
 * killed in a moment in which the last commits are not found any more. So whatever ends the
 * runtime, the file opens as it was after the last commit. When it has grown too much, what is
 * needed of it is written to a new one that takes its name.
 *
 * <p>The system locks it for us, and lets go when we die.
 */
public final class MapStore implements QueueStore {

  private static final Logger LOG = LoggerFactory.getLogger(MapStore.class);
  private static final long LONGEST_UNSYNCED = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int CACHE_MEGABYTES = 2;
  private static final long SMALL_BYTES = 32 << 20;
  private static final int GROWTH = 4;

  private final Path file;
  private final boolean fsync;
  private final long smallBytes;
  private @Nullable Maps maps;
  private long syncedAt;

  /** How large the file may become before it is written anew. */
  private long mostBytes;

  /**
   * @param file its folder is made when it is not there, for us alone
   * @param fsync whether what is kept survives a power cut, too
   */
  public MapStore(Path file, boolean fsync) {
    this(file, fsync, SMALL_BYTES);
  }

  /**
   * @param smallBytes a file that is not larger is never written anew
   */
  public MapStore(Path file, boolean fsync, long smallBytes) {
    this.file = file;
    this.fsync = fsync;
    this.smallBytes = smallBytes;
    this.mostBytes = smallBytes;
  }

  @Override
  public Contents open() {
    return trying(() -> contents(opened()));
  }

  private Maps opened() {
    make(file.toAbsolutePath().getParent());
    Maps opened = opened(file);
    maps = opened;
    return opened;
  }

  private static Maps opened(Path file) {
    MVStore store =
        new MVStore.Builder()
            .fileName(file.toString())
            .cacheSize(CACHE_MEGABYTES)
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .open();
    try {
      store.setReuseSpace(false);
      store.setVersionsToKeep(0);
      return Maps.of(store);
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
    try {
      if (Files.size(file) > mostBytes) {
        renew(open);
      }
    } catch (IOException | RuntimeException failed) {
      // Everything is kept where it was; it is tried again when the file is twice as large.
      LOG.warn("{} cannot be made smaller: {}", file, innermost(failed));
      mostBytes *= 2;
    }
  }

  /** The new file is locked before it takes the name, so that nobody gets between. */
  private void renew(Maps old) throws IOException {
    Path next = Path.of(file + ".new");
    Files.deleteIfExists(next);
    Maps renewed = opened(next);
    try {
      old.copyTo(renewed);
      renewed.store().sync();
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException failed) {
      renewed.store().closeImmediately();
      Files.deleteIfExists(next);
      throw failed;
    }
    maps = renewed;
    old.store().closeImmediately();
    mostBytes = smallBytes + GROWTH * Files.size(file);
    syncFolder();
  }

  /** Else a power cut could bring the old file back. */
  private void syncFolder() throws IOException {
    if (fsync) {
      try (FileChannel folder =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
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
