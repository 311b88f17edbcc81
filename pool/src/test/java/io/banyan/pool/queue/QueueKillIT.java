package io.banyan.pool.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.pool.queue.machine.Task;
import io.banyan.pool.queue.machine.Task.Standing;
import io.banyan.pool.queue.store.MapStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM is killed again and again while it pushes and does tasks. {@code -Dbanyan.test.kills=N}
 * says how often (default: 6).
 */
class QueueKillIT {

  private static final int KILLS = Integer.getInteger("banyan.test.kills", 6);
  private static final int MOST_LINES = 150;

  private final Random random = new Random(11);
  private final Set<Long> pushed = new HashSet<>();
  private final Set<Long> acked = new HashSet<>();
  private final Map<Long, Integer> attempts = new HashMap<>();

  @TempDir private Path folder;

  @Test
  void nothing_acknowledged_is_lost_or_comes_again_after_a_kill_at_any_moment() throws Exception {
    int comeAgain = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      Set<Long> inFlight = runAndKill(kill % 2 == 0, 20 + random.nextInt(MOST_LINES));
      Map<Long, Task<byte[]>> kept = kept();
      // One whose acknowledgement was durable, but not told any more, is rightly gone.
      inFlight.stream().filter(id -> !kept.containsKey(id)).forEach(acked::add);
      Set<Long> due = new HashSet<>(pushed);
      due.removeAll(acked);
      assertThat(kept.keySet()).as("after kill %d", kill).containsAll(due);
      assertThat(kept.keySet()).as("after kill %d", kill).doesNotContainAnyElementsOf(acked);
      for (long id : inFlight) {
        if (kept.containsKey(id)) {
          comeAgain++;
          assertThat(kept.get(id).standing()).isEqualTo(Standing.TAKEN);
          assertThat(kept.get(id).attempts()).hasSize(attempts.get(id));
        }
      }
    }
    assertThat(acked).isNotEmpty();
    assertThat(comeAgain).isPositive();
  }

  /** What was told to be taken and not to be done. */
  private Set<Long> runAndKill(boolean fsync, int lines) throws IOException, InterruptedException {
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                QueueHost.class.getName(),
                folder.toString(),
                Boolean.toString(fsync))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Set<Long> inFlight = new HashSet<>();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8))) {
      int left = lines;
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        note(List.of(line.split(" ", -1)), inFlight);
        if (left-- == 0) {
          LockSupport.parkNanos(random.nextInt(20_000_000));
          // Unlike that of the process itself, this leaves what was said to be read.
          host.toHandle().destroyForcibly();
        }
      }
    } finally {
      host.destroyForcibly();
      assertThat(host.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    return inFlight;
  }

  private void note(List<String> words, Set<Long> inFlight) {
    long id = Long.parseLong(words.get(1));
    switch (words.get(0)) {
      case "pushed" -> assertThat(pushed.add(id)).as("pushed %d once", id).isTrue();
      case "acked" -> {
        acked.add(id);
        inFlight.remove(id);
      }
      default -> {
        assertThat(acked).as("taken again").doesNotContain(id);
        assertThat(inFlight.add(id)).as("with one at a time: %d", id).isTrue();
        int attempt = Integer.parseInt(words.get(2));
        assertThat(attempt).as("of %d", id).isGreaterThan(attempts.getOrDefault(id, 0));
        attempts.put(id, attempt);
      }
    }
  }

  private Map<Long, Task<byte[]>> kept() {
    try (MapStore store = new MapStore(folder.resolve("host.queue"), false)) {
      return store.open().tasks().stream().collect(Collectors.toMap(Task::id, task -> task));
    }
  }
}
