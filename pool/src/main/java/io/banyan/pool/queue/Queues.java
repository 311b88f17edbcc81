package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.Step;
import io.banyan.pool.queue.store.MapStore;
import io.banyan.pool.queue.store.QueueStore;
import io.banyan.pool.queue.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** Makes queues, also with other ports than those of the system. */
public final class Queues {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private Queues() {}

  /**
   * Where a durable queue is.
   *
   * @param folder made when it is not there, mode 0700
   * @param codec of its values
   */
  public record Place<T>(Path folder, Codec<T> codec) {}

  /** As {@link TaskQueue#inMemory}. */
  public static <T> TaskQueue<T> inMemory(String name, QueueSettings settings, QueuePorts ports) {
    return new StandardQueue<>(
        new StandardQueue.Face(name, settings, Optional.empty()),
        ports,
        Packing.none(),
        new QueueCore<>(settings.rules(), ports, Optional.empty()));
  }

  /**
   * In memory, but with the values as their codec writes them: bounded, and each consumer has its
   * own.
   */
  public static <T> TaskQueue<T> inMemory(
      String name, QueueSettings settings, Codec<T> codec, QueuePorts ports) {
    return new StandardQueue<>(
        new StandardQueue.Face(name, settings, Optional.empty()),
        ports,
        Packing.as(codec, settings.taskBytes()),
        new QueueCore<>(settings.rules(), ports, Optional.empty()));
  }

  /** As {@link TaskQueue#durable}. */
  public static <T> TaskQueue<T> durable(
      String name, QueueSettings settings, Place<T> place, QueuePorts ports) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a queue: " + name);
    }
    QueueStore store = new MapStore(place.folder().resolve(name + ".queue"), settings.fsync());
    return durable(name, settings, store, place.codec(), ports);
  }

  /**
   * In any store.
   *
   * @throws QueueException when that cannot be opened
   */
  static <T> TaskQueue<T> durable(
      String name, QueueSettings settings, QueueStore store, Codec<T> codec, QueuePorts ports) {
    AtomicReference<QueueCore<byte[]>> made = new AtomicReference<>();
    Writer writer = new Writer(name, store, face(made));
    QueueCore<byte[]> core = new QueueCore<>(settings.rules(), ports, Optional.of(keeping(writer)));
    made.set(core);
    open(name, store, core);
    return new StandardQueue<>(
        new StandardQueue.Face(name, settings, Optional.of(writer)),
        ports,
        Packing.as(codec, settings.taskBytes()),
        core);
  }

  private static void open(String name, QueueStore store, QueueCore<byte[]> core) {
    try {
      QueueStore.Contents contents = store.open();
      List<Step<byte[]>> steps = core.restore(contents.tasks(), contents.lastId());
      if (!steps.isEmpty()) {
        store.keep(steps);
      }
      core.restored(steps);
    } catch (StoreException failed) {
      store.close();
      throw new QueueException("queue " + name + ": " + failed.getMessage(), failed);
    }
  }

  private static Writer.Face face(AtomicReference<QueueCore<byte[]>> core) {
    return new Writer.Face() {
      @Override
      public void written(List<Started<byte[]>> batch, Optional<QueueException> failure) {
        Objects.requireNonNull(core.get()).written(batch, failure);
      }

      @Override
      public QueueStore.Contents known() {
        return Objects.requireNonNull(core.get()).known(QueueStore.Contents::new);
      }
    };
  }

  private static QueueCore.Keeping<byte[]> keeping(Writer writer) {
    return new QueueCore.Keeping<>() {
      @Override
      public void keep(Started<byte[]> started) {
        writer.add(started);
      }

      @Override
      public void close(Runnable afterwards) {
        writer.close(afterwards);
      }
    };
  }
}
