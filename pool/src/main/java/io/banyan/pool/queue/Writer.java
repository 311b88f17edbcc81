package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.Step;
import io.banyan.pool.queue.store.QueueStore;
import io.banyan.pool.queue.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the steps of one queue to its store, in a thread that is there only while there is
 * something to write. What comes while it writes is written at once afterwards, so that many share
 * one wait for the disk.
 */
final class Writer {

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int BATCH = 1_000;
  private static final int IDLE_SECONDS = 5;
  private static final int END_LIMIT_SECONDS = 30;

  private final String queue;
  private final QueueStore store;
  private final Face face;
  private final ThreadPoolExecutor thread;
  private final Queue<Started<byte[]>> waiting = new ArrayDeque<>();
  private boolean writing;

  /** Why the last writing failed; what the file holds is then not known. */
  private volatile Optional<String> trouble = Optional.empty();

  /** What the writer needs of its queue. */
  interface Face {

    /** These are kept, or none of them is. */
    void written(List<Started<byte[]>> batch, Optional<QueueException> failure);

    /** What the file should hold. */
    QueueStore.Contents known();
  }

  Writer(String queue, QueueStore store, Face face) {
    this.queue = queue;
    this.store = store;
    this.face = face;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread made = new Thread(work, "banyan-queue-" + queue + "-writer");
              made.setDaemon(true);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  /** To be written; never blocks. */
  synchronized void add(Started<byte[]> started) {
    waiting.add(started);
    if (!writing) {
      writing = true;
      thread.execute(this::write);
    }
  }

  Optional<String> trouble() {
    return trouble;
  }

  /** Closes the store after all that was added before. */
  void close(Runnable afterwards) {
    thread.execute(
        () -> {
          store.close();
          afterwards.run();
        });
    thread.shutdown();
  }

  /** Waits until it is closed. */
  void awaitEnd() {
    boolean interrupted = false;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_LIMIT_SECONDS);
    while (!thread.isTerminated() && System.nanoTime() < deadline) {
      try {
        if (!thread.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          LOG.warn("Queue {} is still being written", queue);
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    for (List<Started<byte[]>> batch = next(); !batch.isEmpty(); batch = next()) {
      face.written(batch, write(batch));
    }
  }

  private synchronized List<Started<byte[]>> next() {
    List<Started<byte[]>> batch = new ArrayList<>();
    while (batch.size() < BATCH && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    writing = !batch.isEmpty();
    return batch;
  }

  private Optional<QueueException> write(List<Started<byte[]>> batch) {
    List<Step<byte[]>> steps = batch.stream().map(Started::step).toList();
    try {
      if (trouble.isPresent()) {
        store.repair(face.known());
      }
      store.keep(steps);
      if (trouble.isPresent()) {
        trouble = Optional.empty();
        LOG.info("Queue {} can be written again", queue);
      }
      return Optional.empty();
    } catch (StoreException failed) {
      return Optional.of(troubled(String.valueOf(failed.getMessage()), failed));
    } catch (RuntimeException failed) {
      return Optional.of(troubled(failed.toString(), failed));
    }
  }

  private QueueException troubled(String why, RuntimeException failed) {
    if (trouble.isEmpty()) {
      LOG.warn("Queue {} cannot be written: {}", queue, why);
    }
    trouble = Optional.of(why);
    return new QueueException("queue " + queue + " cannot be written: " + why, failed);
  }
}
