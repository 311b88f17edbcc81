package io.banyan.bench;

import io.banyan.channels.Channel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Supplier;

/** Something that hands values from threads to threads. */
interface HandOver {

  /** Marks what never makes a sender wait, and so does less. */
  String NO_BOUND = "no bound";

  void put(Integer value) throws InterruptedException;

  Integer take() throws InterruptedException;

  /** What has this much room, or none at all; by name. */
  static Map<String, Supplier<HandOver>> withRoom(int buffer) {
    Map<String, Supplier<HandOver>> all = new LinkedHashMap<>();
    all.put("channel", () -> of(Channel.<Integer>create(buffer)));
    if (buffer == 0) {
      all.put("SynchronousQueue", () -> of(new SynchronousQueue<>()));
      all.put("SynchronousQueue, fair", () -> of(new SynchronousQueue<>(true)));
      all.put("LinkedTransferQueue.transfer", () -> transferring(new LinkedTransferQueue<>()));
    } else {
      all.put("ArrayBlockingQueue", () -> of(new ArrayBlockingQueue<>(buffer)));
      all.put("LinkedBlockingQueue", () -> of(new LinkedBlockingQueue<>(buffer)));
      all.put("LinkedTransferQueue, " + NO_BOUND, () -> of(new LinkedTransferQueue<>()));
    }
    return all;
  }

  private static HandOver of(Channel<Integer> channel) {
    return new HandOver() {
      @Override
      public void put(Integer value) throws InterruptedException {
        channel.send(value);
      }

      @Override
      public Integer take() throws InterruptedException {
        return channel.receive();
      }
    };
  }

  private static HandOver of(BlockingQueue<Integer> queue) {
    return new HandOver() {
      @Override
      public void put(Integer value) throws InterruptedException {
        queue.put(value);
      }

      @Override
      public Integer take() throws InterruptedException {
        return queue.take();
      }
    };
  }

  private static HandOver transferring(LinkedTransferQueue<Integer> queue) {
    return new HandOver() {
      @Override
      public void put(Integer value) throws InterruptedException {
        queue.transfer(value);
      }

      @Override
      public Integer take() throws InterruptedException {
        return queue.take();
      }
    };
  }

  /** Hands over so many values with so many threads on each side; the nanoseconds it took. */
  default long round(int threads, int values) throws Exception {
    int each = values / threads;
    long[] start = new long[1];
    // Taken by the last that comes: who asks for this here may be the last to go on.
    CyclicBarrier begin = new CyclicBarrier(2 * threads, () -> start[0] = System.nanoTime());
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(thread(begin, each, () -> put(1)));
      all.add(thread(begin, each, this::take));
    }
    for (Thread thread : all) {
      thread.join();
    }
    return System.nanoTime() - start[0];
  }

  /** One step of a thread. */
  interface Step {
    void run() throws Exception;
  }

  private static Thread thread(CyclicBarrier begin, int times, Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                begin.await();
                for (int i = 0; i < times; i++) {
                  step.run();
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
  }
}
