package io.banyan.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.engine.ExitStatus.Exited;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.Fixtures;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What every engine takes from the system, and gives back. */
abstract class ResourceContract extends EngineTest {

  // One has the events, one stands by; as many for any number of processes.
  private static final int EVENT_THREADS = 2;

  @Test
  void noThreadsForTwoHundredProcesses() {
    assumeFalse(engine.capabilities().threadPerProcess(), "this engine needs threads for each");
    int outputThreads = 4;

    List<Launch> launches = IntStream.range(0, 200).mapToObj(i -> run("sleep", "1000000")).toList();

    assertThat(launches).allMatch(launch -> launch.exits.isEmpty());
    assertThat(engineThreads()).hasSizeLessThanOrEqualTo(EVENT_THREADS + outputThreads);
    launches.forEach(launch -> launch.process().signal(Signal.KILL, SignalScope.GROUP));
    launches.forEach(Launch::awaitAllTold);
  }

  @Test
  void noDescriptorsAfterFiveHundredLaunches() {
    assumeTrue(new File("/proc/self/fd").isDirectory(), "needs /proc");
    launchAndAwait(10);
    int before = descriptors();

    for (int i = 0; i < 10; i++) {
      launchAndAwait(50);
      run("/no/such/program").failure();
    }

    Await.value("descriptors as before", ResourceContract::descriptors, now -> now <= before);
    assertThat(children()).isEmpty();
  }

  @Test
  void noDescriptorsAndThreadsAfterClose() {
    int before = descriptors();
    ProcessEngine first = engine;
    open();
    launchAndAwait(5);
    run("sleep", "1000000").process();

    engine.close();

    engine = first;
    Await.value("descriptors as before", ResourceContract::descriptors, now -> now <= before);
    Await.until("no threads of the closed engine", () -> engineThreads().size() <= EVENT_THREADS);
  }

  @Test
  void noDescriptorsForTheProcessButItsThree() throws IOException {
    assumeTrue(new File("/proc/self/fd").isDirectory(), "needs /proc");
    Path file = Files.writeString(directory.resolve("open"), "by the JVM");
    try (InputStream open = Files.newInputStream(file)) {
      assertThat(open.read()).isPositive();
      Launch other = ready("run-forever");

      // The fourth is the directory that ls reads.
      assertThat(run("ls", "/proc/self/fd").stdout.awaitAll().split("\\s+"))
          .containsExactly("0", "1", "2", "3");
      other.process().signal(Signal.KILL, SignalScope.GROUP);
    }
  }

  @Test
  void leavesOtherChildrenOfTheJvmAlone() throws Exception {
    Process other = new ProcessBuilder(Fixtures.command("exit-with", "7")).start();
    Launch ours = fixture("exit-with", "3");

    assertThat(other.waitFor()).isEqualTo(7);
    assertThat(ours.awaitExit()).isEqualTo(new Exited(3));
  }

  @Test
  void tellsWhatWasUsed() {
    assumeTrue(engine.capabilities().exactExit(), "the JDK does not tell what was used");
    Launch launch = fixture("burn-cpu");
    launch.awaitExit();

    ResourceUsage usage = launch.exits.get(0).usage();

    assertThat(usage.known()).isTrue();
    assertThat(usage.user().plus(usage.system())).isPositive();
  }

  @RepeatedTest(5)
  void nothingIsLeftWhenClosedWhileLaunching() throws InterruptedException {
    List<Launch> launched = new CopyOnWriteArrayList<>();
    CountDownLatch begun = new CountDownLatch(8);
    Thread launcher =
        new Thread(
            () -> {
              Launch launch = run("sleep", "1000000");
              while (launch.isLaunched()) {
                launched.add(launch);
                begun.countDown();
                launch = run("sleep", "1000000");
              }
            });
    launcher.start();
    begun.await();

    engine.close();
    launcher.join();

    launched.forEach(Launch::awaitAllTold);
    assertThat(children()).isEmpty();
  }

  private void launchAndAwait(int count) {
    List<Launch> launches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      launches.add(fixture("exit-with", "0"));
    }
    launches.forEach(Launch::awaitAllTold);
  }

  private static int descriptors() {
    String[] names = new File("/proc/self/fd").list();
    return names == null ? 0 : names.length;
  }

  private static List<String> engineThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .flatMap(name -> name.startsWith("banyan-") ? Stream.of(name) : Stream.empty())
        .toList();
  }
}
