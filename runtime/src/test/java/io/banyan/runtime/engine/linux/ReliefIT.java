package io.banyan.runtime.engine.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.fixture.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReliefIT {

  private static final long NEVER_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long SOON_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void nobody_is_left() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(Await.LIMIT.toMillis());
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void the_other_takes_over_when_one_is_away_for_long() throws InterruptedException {
    Relief relief = new Relief(SOON_NANOS);
    assertThat(relief.take()).isTrue();
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    start(
        () -> {
          if (relief.take()) {
            taken.countDown();
            await(ended);
            relief.end();
          }
          relief.leaveForGood();
        });
    Await.until("somebody stands by", relief::isThere);

    relief.leave();

    assertThat(await(taken)).isTrue();
    assertThat(relief.comeBack()).isFalse();
    ended.countDown();
    assertThat(relief.take()).isFalse();
    relief.leaveForGood();
  }

  @Test
  void who_is_back_in_time_still_has_it() throws InterruptedException {
    Relief relief = new Relief(NEVER_NANOS);
    assertThat(relief.take()).isTrue();
    AtomicInteger takenByOther = new AtomicInteger();
    start(
        () -> {
          while (relief.take()) {
            takenByOther.incrementAndGet();
            relief.end();
          }
          relief.leaveForGood();
        });
    Await.until("somebody stands by", relief::isThere);

    for (int i = 0; i < 1000; i++) {
      relief.leave();
      assertThat(relief.comeBack()).isTrue();
      assertThat(relief.isThere()).isTrue();
    }

    relief.end();
    relief.leaveForGood();
    threads.get(0).join(Await.LIMIT.toMillis());
    assertThat(takenByOther).hasValue(0);
  }

  @Test
  void is_over_for_one_who_is_away() throws InterruptedException {
    Relief relief = new Relief(SOON_NANOS);
    assertThat(relief.take()).isTrue();
    start(
        () -> {
          if (relief.take()) {
            relief.end();
          }
          relief.leaveForGood();
        });
    Await.until("somebody stands by", relief::isThere);
    relief.leave();
    threads.get(0).join(Await.LIMIT.toMillis());

    assertThat(relief.comeBack()).isFalse();
    assertThat(relief.take()).isFalse();
    relief.leaveForGood();
  }

  /** Both count without a lock: a turn that is lost or taken twice shows. */
  @Test
  void one_at_a_time_has_it_however_it_changes_hands() throws InterruptedException {
    int turns = 3000;
    Relief relief = new Relief(SOON_NANOS);
    int[] counted = new int[2];
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    Runnable serving =
        () -> {
          while (relief.take()) {
            serve(relief, counted, turns, () -> overlap(inside, overlaps));
          }
          relief.leaveForGood();
        };
    start(serving);
    start(serving);
    for (Thread thread : threads) {
      thread.join(Await.LIMIT.toMillis());
    }

    assertThat(counted[0]).isEqualTo(turns);
    assertThat(overlaps).hasValue(0);
    // It has changed hands, and it has not: else this shows nothing.
    assertThat(counted[1]).isPositive().isLessThan(turns);
  }

  private static void serve(Relief relief, int[] counted, int turns, Runnable alone) {
    boolean mine = true;
    while (mine) {
      alone.run();
      counted[0]++;
      if (counted[0] == turns) {
        relief.end();
        return;
      }
      int away = counted[0] % 4;
      relief.leave();
      if (away == 0) {
        LockSupport.parkNanos(2 * SOON_NANOS);
      }
      mine = relief.comeBack();
      if (!mine) {
        return;
      }
      counted[1]++;
    }
  }

  private static void overlap(AtomicInteger inside, AtomicInteger overlaps) {
    if (inside.incrementAndGet() != 1) {
      overlaps.incrementAndGet();
    }
    Thread.onSpinWait();
    inside.decrementAndGet();
  }

  private void start(Runnable task) {
    Thread thread = new Thread(task, "relief-" + threads.size());
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
