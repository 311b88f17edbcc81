package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.QueueRules;
import io.banyan.pool.queue.store.MapStore;
import io.banyan.supervision.spec.Backoff;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A JVM that pushes and does tasks as fast as it can, to be killed by a test. It says {@code pushed
 * ID} and {@code acked ID} when that was acknowledged, and {@code took ID ATTEMPT} before it does
 * one; every tenth is never done.
 */
final class QueueHost {

  static final QueueSettings SETTINGS =
      QueueSettings.defaults()
          .withRules(
              new QueueRules(
                  200, 1_000, Backoff.constant(Duration.ZERO), Duration.ofMinutes(10), 10))
          .withWhenFull(WhenFull.WAIT);

  /** So small that the file is written anew many times in the life of one. */
  private static final long OFTEN = 100_000;

  private QueueHost() {}

  public static void main(String[] arguments) {
    boolean fsync = Boolean.parseBoolean(arguments[1]);
    TaskQueue<String> queue =
        Queues.durable(
            "host",
            SETTINGS,
            new MapStore(Path.of(arguments[0], "host.queue"), fsync, OFTEN),
            Codec.text(),
            QueuePorts.system());
    for (int i = 0; i < 3; i++) {
      new Thread(() -> consume(queue)).start();
    }
    for (int i = 0; i < 2; i++) {
      new Thread(() -> push(queue)).start();
    }
  }

  private static void push(TaskQueue<String> queue) {
    for (int i = 0; ; i++) {
      say("pushed " + queue.push("task", PushOptions.none().withPriority(i % 3)));
    }
  }

  private static void consume(TaskQueue<String> queue) {
    try {
      while (true) {
        Optional<Delivery<String>> next = queue.take();
        Delivery<String> delivery = next.orElseThrow();
        say("took " + delivery.id() + " " + delivery.attempt());
        if (delivery.id() % 10 > 0 && delivery.ack()) {
          say("acked " + delivery.id());
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void say(String line) {
    PrintStream out = System.out;
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }
}
