package io.banyan.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ExitStatus.Exited;
import io.banyan.runtime.engine.ExitStatus.Signaled;
import io.banyan.runtime.fixture.Await;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** How every engine reads what its processes write. */
abstract class OutputContract extends EngineTest {

  private static final long MIB = 1024 * 1024;
  // More than there are threads for output while no handler blocks.
  private static final int BLOCKED = 12;

  /** Counts bytes and ends; what it answers is up to the test. */
  abstract static class Counter implements OutputHandler {

    final AtomicLong bytes = new AtomicLong();
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger ends = new AtomicInteger();

    @Override
    public boolean onBytes(ByteBuffer chunk) {
      bytes.addAndGet(chunk.remaining());
      calls.incrementAndGet();
      return goOn();
    }

    abstract boolean goOn();

    @Override
    public void onEnd() {
      ends.incrementAndGet();
    }

    void awaitEnd() {
      Await.until("the end of the stream", () -> ends.get() == 1);
    }
  }

  @Test
  void bothStreamsApartAndWithoutAFinalNewline() {
    Launch launch = fixture("write-both", "to stdout", "to stderr");

    launch.awaitAllTold();

    assertThat(launch.stdout.text()).isEqualTo("to stdout");
    assertThat(launch.stderr.text()).isEqualTo("to stderr");
  }

  @Test
  void allBytesInTheirOrder() {
    Launch launch = run("seq", "1", "200000");

    String expected =
        IntStream.rangeClosed(1, 200_000).mapToObj(i -> i + "\n").collect(Collectors.joining());
    assertThat(launch.stdout.awaitAll()).isEqualTo(expected);
  }

  @Test
  void fiftyMebibytesThroughASlowHandlerInLittleMemory() {
    AtomicLong most = new AtomicLong();
    long before = usedHeap();
    Counter slow =
        new Counter() {
          @Override
          boolean goOn() {
            if (calls.get() % 100 == 50) {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
              most.accumulateAndGet(usedHeap(), Math::max);
            }
            return true;
          }
        };

    fixture(slow, "write-zeros", Long.toString(50 * 1024));

    slow.awaitEnd();
    assertThat(slow.bytes).hasValue(50 * MIB);
    assertThat(most.get() - before).isLessThan(16 * MIB);
  }

  @Test
  void nothingWhilePausedAndEverythingAfterwards() {
    Counter pausing =
        new Counter() {
          @Override
          boolean goOn() {
            return false;
          }
        };
    Launch launch = fixture(pausing, "write-zeros", "1024");
    Await.until("the first bytes", () -> pausing.calls.get() == 1);

    // Another process comes and goes meanwhile, so there was time to go wrong.
    fixture("exit-with", "0").awaitAllTold();
    assertThat(pausing.calls).hasValue(1);
    assertThat(launch.exits).isEmpty();

    while (pausing.ends.get() == 0) {
      int calls = pausing.calls.get();
      launch.process().resume(OutputStreamKind.STDOUT);
      Await.until(
          "more bytes or the end", () -> pausing.calls.get() > calls || pausing.ends.get() > 0);
    }
    assertThat(pausing.bytes).hasValue(MIB);
    assertThat(launch.awaitExit()).isEqualTo(new Exited(0));
  }

  @Test
  void goesOnWhenTheResumeComesBeforeThePauseIsTold() {
    AtomicReference<Launch> launch = new AtomicReference<>();
    Counter counter =
        new Counter() {
          @Override
          boolean goOn() {
            Await.until("the launch", () -> launch.get() != null);
            launch.get().process().resume(OutputStreamKind.STDOUT);
            return false;
          }
        };

    launch.set(fixture(counter, "write-zeros", "1024"));

    counter.awaitEnd();
    assertThat(counter.bytes).hasValue(MIB);
  }

  @Test
  void whatWasPausedIsReadToItsEndAfterTheExitWhenClosed() {
    Counter pausing =
        new Counter() {
          @Override
          boolean goOn() {
            return false;
          }
        };
    Launch launch = fixture(pausing, "write-zeros", "60");

    assertThat(launch.awaitExit()).isEqualTo(new Exited(0));
    launch.process().closeOutput();

    pausing.awaitEnd();
    assertThat(pausing.bytes).hasValue(60 * 1024);
  }

  @Test
  void breaksThePipeOfAWriterWhenClosed() {
    Counter counter =
        new Counter() {
          @Override
          boolean goOn() {
            return true;
          }
        };
    Launch launch = fixture(counter, "chatty");
    Await.until("some output", () -> counter.bytes.get() > 0);

    launch.process().closeOutput();

    counter.awaitEnd();
    // The JVM ignores SIGPIPE; the process must not have got that from it.
    assertThat(((Signaled) launch.awaitExit()).signal().name()).isEqualTo("PIPE");
  }

  @Test
  void ofAHandlerThatFailsIsThrownAwayAndTheProcessEnds() {
    Counter failing =
        new Counter() {
          @Override
          boolean goOn() {
            throw new IllegalStateException("as the test wants it");
          }
        };

    Launch launch = fixture(failing, "write-zeros", "1024");

    assertThat(launch.awaitExit()).isEqualTo(new Exited(0));
    failing.awaitEnd();
    assertThat(failing.calls).hasValue(1);
  }

  @RepeatedTest(10)
  void exactlyWhatAPipeHoldsFromWhoIsGoneAtOnce() {
    Counter counter =
        new Counter() {
          @Override
          boolean goOn() {
            return true;
          }
        };

    Launch launch = fixture(counter, "write-zeros", "64");

    assertThat(launch.awaitExit()).isEqualTo(new Exited(0));
    counter.awaitEnd();
    assertThat(counter.bytes).hasValue(64 * 1024);
  }

  @Test
  void ofOthersDoesNotWaitForHandlersThatBlock() {
    CountDownLatch blocked = new CountDownLatch(BLOCKED);
    CountDownLatch free = new CountDownLatch(1);
    try {
      for (int i = 0; i < BLOCKED; i++) {
        fixture(blocking(blocked, free), "write-zeros", "1");
      }
      Await.until("all handlers to block", () -> blocked.getCount() == 0);

      Launch other = fixture("write-both", "to stdout", "to stderr");

      assertThat(other.awaitExit()).isEqualTo(new Exited(0));
      other.awaitAllTold();
    } finally {
      free.countDown();
    }
  }

  private static OutputHandler blocking(CountDownLatch blocked, CountDownLatch free) {
    return new Counter() {
      @Override
      boolean goOn() {
        blocked.countDown();
        try {
          return free.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  @RepeatedTest(30)
  void endsOnceWhateverTheRaceBetweenExitReadAndClose() {
    AtomicBoolean pause = new AtomicBoolean();
    Counter counter =
        new Counter() {
          @Override
          boolean goOn() {
            return !pause.getAndSet(true);
          }
        };

    Launch launch = fixture(counter, "write-zeros", "200");
    launch.process().resume(OutputStreamKind.STDOUT);
    launch.process().closeOutput();
    launch.process().resume(OutputStreamKind.STDOUT);

    launch.awaitExit();
    counter.awaitEnd();
    assertThat(launch.exits).hasSize(1);
    assertThat(counter.bytes.get()).isLessThanOrEqualTo(200 * 1024);
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
