package io.banyan.testkit.storm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.testkit.junit.NoProcessesLeft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes in a storm of kills, requests and reloads. {@code -Dbanyan.storm=5} lets it blow
 * for five minutes; without that it is over after two rounds. Nobody may be lost, live twice, or be
 * left, nobody may be there who is not declared, and the order of stopping is kept.
 */
class StormIT {

  private static final String MINUTES = System.getProperty("banyan.storm", "");

  @RegisterExtension final NoProcessesLeft processes = new NoProcessesLeft();
  @TempDir private Path folder = Path.of("/");

  @Test
  void loses_nobody_doubles_nobody_and_leaves_nobody() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "only where there is a /proc");
    long seed = Long.getLong("banyan.random.seed", System.nanoTime());
    long start = System.nanoTime();
    int rounds = 0;
    StormRound.Report all = new StormRound.Report(0, 0);
    while (rounds < 2 || System.nanoTime() - start < length().toNanos()) {
      Path stamps = Files.createDirectory(folder.resolve("round-" + rounds));
      all = all.plus(new StormRound(seed + rounds, stamps, processes).blow());
      rounds++;
    }
    System.out.printf("%d rounds, %s, seed %d%n", rounds, all, seed);
  }

  private static Duration length() {
    return MINUTES.isEmpty()
        ? Duration.ZERO
        : Duration.ofMillis((long) (Double.parseDouble(MINUTES) * 60_000));
  }
}
