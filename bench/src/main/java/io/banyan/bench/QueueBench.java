package io.banyan.bench;

import io.banyan.pool.queue.Codec;
import io.banyan.pool.queue.PushOptions;
import io.banyan.pool.queue.PushResult;
import io.banyan.pool.queue.QueueSettings;
import io.banyan.pool.queue.TaskQueue;
import io.banyan.pool.queue.machine.Outcome;
import io.banyan.pool.queue.machine.QueueRules;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * A task through a queue and done: in memory beside {@link ArrayBlockingQueue}, durable beside a
 * bare append to a file with {@code fsync}.
 */
final class QueueBench {

  private static final int CAPACITY = 1_000_000;
  private static final String TASK = "{\"type\":\"email\",\"to\":\"user@example.com\"}";

  private final long nanos;
  private final int together;

  QueueBench(Options options) {
    this.nanos = options.number("seconds", 3) * 1_000_000_000L;
    this.together = options.number("together", 100);
  }

  /** A piece of work that is measured. */
  private interface Work {
    /** Does it; the answer is how many tasks that were. */
    int once() throws Exception;
  }

  void run() throws Exception {
    Table memory = new Table("in memory, one thread", "what", "tasks/s");
    ArrayBlockingQueue<String> plain = new ArrayBlockingQueue<>(1_024);
    memory.row("ArrayBlockingQueue put, take", rate(() -> putAndTake(plain)));
    TaskQueue<String> queue = TaskQueue.inMemory("memory", settings(false));
    memory.row("TaskQueue push, take, ack", rate(() -> pushAndAck(queue)));
    memory.print();
    durable(true);
    durable(false);
  }

  private void durable(boolean fsync) throws Exception {
    Table table = new Table("durable, fsync = " + fsync, "what", "tasks/s");
    // Goes with everything in it when the benchmark ends.
    Folder folder = Folder.create();
    try (FileChannel file =
        FileChannel.open(
            folder.file("floor"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      table.row("bare append: one for the push, one for the ack", rate(() -> append(file, fsync)));
      TaskQueue<String> queue =
          TaskQueue.durable("bench", settings(fsync), Codec.text(), folder.path());
      table.row("push, take, ack, one after the other", rate(() -> pushAndAck(queue)));
      table.row(together + " pushes, takes, acks at a time", rate(() -> manyTogether(queue)));
      queue.stop();
    }
    table.print();
  }

  private static QueueSettings settings(boolean fsync) {
    QueueSettings defaults = QueueSettings.defaults();
    QueueRules rules = defaults.rules();
    return new QueueSettings(
        new QueueRules(
            CAPACITY, rules.attempts(), rules.backoff(), rules.lease(), rules.deadLetters()),
        defaults.whenFull(),
        defaults.taskBytes(),
        fsync);
  }

  private String rate(Work work) throws Exception {
    measure(work, nanos);
    return String.format("%,.0f", measure(work, nanos));
  }

  private static double measure(Work work, long nanos) throws Exception {
    long begun = System.nanoTime();
    long done = 0;
    while (System.nanoTime() - begun < nanos) {
      done += work.once();
    }
    return done * 1e9 / (System.nanoTime() - begun);
  }

  private static int putAndTake(ArrayBlockingQueue<String> queue) throws InterruptedException {
    queue.put(TASK);
    queue.take();
    return 1;
  }

  private static int pushAndAck(TaskQueue<String> queue) throws InterruptedException {
    queue.push(TASK);
    queue.take().orElseThrow().ack();
    return 1;
  }

  private static int append(FileChannel file, boolean fsync) throws Exception {
    for (int i = 0; i < 2; i++) {
      file.write(ByteBuffer.wrap(TASK.getBytes(StandardCharsets.UTF_8)));
      if (fsync) {
        file.force(false);
      }
    }
    return 1;
  }

  private int manyTogether(TaskQueue<String> queue) {
    Queue<CompletableFuture<?>> works = new ArrayDeque<>();
    for (int i = 0; i < together; i++) {
      works.add(
          queue
              .pushAsync(TASK, PushOptions.none())
              .thenCompose((PushResult pushed) -> queue.takeAsync())
              .thenCompose(taken -> taken.orElseThrow().settle(new Outcome.Done()))
              .toCompletableFuture());
    }
    works.forEach(CompletableFuture::join);
    return together;
  }
}
