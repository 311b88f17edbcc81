package io.banyan.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.journal.store.JdbcStore;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventFilter;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.EventQuery;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal on a disk that is really full. Takes the right to mount a small one. */
class FullDiskIT {

  private static final ChildPath WEB = new ChildPath("web");

  @TempDir private Path folder;
  private final ActorTestKit testKit = ActorTestKit.create();
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted =
        succeeds("mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", folder.toString());
    assumeTrue(mounted, "no small disk can be mounted here");
  }

  @AfterEach
  void unmount() throws Exception {
    testKit.shutdownTestKit();
    if (mounted) {
      succeeds("umount", folder.toString());
    }
  }

  @Test
  void facts_wait_while_the_disk_is_full_and_none_is_lost_when_it_is_not_any_more()
      throws Exception {
    EventHub hub = new EventHub(Clock.systemUTC());
    EventLog log = EventLog.of(hub);
    JournalSettings settings = JournalSettings.from(testKit.system().settings().config());
    Journal journal =
        Journal.start(
            testKit.system(),
            "disk",
            settings,
            JdbcStore.inFolder("disk", folder.resolve("journal"), false),
            hub);
    assertThat(journal.awaitState(Duration.ofSeconds(30))).isPresent();
    hub.publish(new ProcessEvent.Starting(WEB, 1));
    Await.value("written", journal::lag, lag -> lag == 0);

    Path filler = folder.resolve("filler");
    fill(filler);
    int published = 1;
    while (log.all(ProcessEvent.JournalFailed.class).isEmpty() && published < 100_000) {
      hub.publish(new ProcessEvent.Starting(WEB, ++published));
      if (published % 200 == 0) {
        Await.until("a batch", () -> journal.lag() < 1_000 || journal.trouble().isPresent());
      }
    }
    assertThat(log.await(ProcessEvent.JournalFailed.class, told -> true).reason())
        .contains("No space left on device");
    assertThat(journal.trouble().orElseThrow()).contains("No space left on device");

    Files.delete(filler);
    log.await(ProcessEvent.JournalRecovered.class, told -> told.lost() == 0);
    Await.value("written", journal::lag, lag -> lag == 0);
    List<RecordedEvent> all =
        journal.find(EventQuery.newest(EventFilter.all(), 1_000_000)).toCompletableFuture().join();
    assertThat(all.stream().map(RecordedEvent::sequence))
        .isEqualTo(LongStream.rangeClosed(1, published + 2).boxed().toList());
    journal.close();
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (byte[] block = new byte[4_096]; ; ) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
