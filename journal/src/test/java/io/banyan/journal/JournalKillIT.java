package io.banyan.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.journal.store.JdbcStore;
import io.banyan.journal.store.JournalStore;
import io.banyan.runtime.event.EventFilter;
import io.banyan.runtime.event.EventQuery;
import io.banyan.runtime.event.RecordedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM is killed again and again while it writes. {@code -Dbanyan.test.kills=N} says how often
 * (default: 6).
 */
class JournalKillIT {

  private static final int KILLS = Integer.getInteger("banyan.test.kills", 6);

  private final Random random = new Random(7);

  @TempDir private Path folder;

  @Test
  void every_acknowledged_fact_is_there_once_after_a_kill_at_any_moment() throws Exception {
    long acknowledged = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      long last = writeAndKill(acknowledged, random.nextInt(20));
      assertThat(last).as("acknowledged by run %d", kill).isGreaterThan(acknowledged);
      acknowledged = last;
      List<RecordedEvent> all = stored();
      assertThat(all.stream().map(RecordedEvent::sequence))
          .as("after kill %d", kill)
          .isEqualTo(LongStream.rangeClosed(1, all.size()).boxed().toList());
      assertThat(all.size())
          .as("acknowledged: %d", acknowledged)
          .isGreaterThanOrEqualTo((int) last);
    }
  }

  /** The last number that was acknowledged. */
  private long writeAndKill(long before, int words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(JournalHost.class.getName());
    command.add(folder.toString());
    Process host =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8))) {
      long last = 0;
      int left = words;
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.startsWith("first ")) {
          assertThat(number(line)).as("goes on after what it found").isGreaterThan(before);
        } else if (line.startsWith("durable ")) {
          last = number(line);
          if (left-- == 0) {
            LockSupport.parkNanos(random.nextInt(20_000_000));
            // Unlike that of the process itself, this leaves what was said to be read.
            host.toHandle().destroyForcibly();
          }
        }
      }
      return last;
    } finally {
      host.destroyForcibly();
      assertThat(host.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private List<RecordedEvent> stored() {
    try (JournalStore store =
        JdbcStore.inFolder("host", JournalSettings.folder("host", folder), false)) {
      return store.find(EventQuery.newest(EventFilter.all(), 10_000_000));
    }
  }

  private static long number(String line) {
    return Long.parseLong(line.substring(line.indexOf(' ') + 1).strip());
  }
}
