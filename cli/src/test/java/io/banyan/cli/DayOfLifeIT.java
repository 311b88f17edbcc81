package io.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.fixture.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day's life in seconds: many programs that end at random in any way, and say themselves when
 * they start and end, under a runtime that is killed now and then. Afterwards the journal has to
 * agree with what they said. {@code -Dbanyan.test.day=600} makes it last ten minutes instead of a
 * few seconds.
 */
class DayOfLifeIT {

  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("banyan.test.day", 12));
  private static final int CHILDREN = 50;
  private static final int SHORTEST_LIFE_SECONDS = 4;

  /** Says "start" and "stop" with its incarnation and pid, and ends with a code or by a signal. */
  private static final String PROGRAM =
      """
      #!/bin/sh
      say() { echo "$1 $BANYAN_INCARNATION $$ $(date +%s%N) $2" >> stamps/"$NAME"; }
      say start -
      n=$(od -An -N2 -tu2 /dev/urandom)
      sleep $((1 + n % 3)).$((n % 10))
      how=$((n % 7))
      if [ $how = 6 ]; then say stop KILL; kill -9 $$; fi
      say stop $how
      exit $how
      """;

  private final Random random = new Random(5);

  @TempDir private Path folder = Path.of("set by JUnit");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void begin() throws IOException {
    shell = new Shell(Files.createDirectories(folder.resolve("day")));
    Files.createDirectory(shell.folder().resolve("stamps"));
    shell.write("program.sh", PROGRAM);
    StringBuilder children = new StringBuilder();
    for (int i = 1; i <= CHILDREN; i++) {
      children.append(
          "{ id = p%d, command = [\"sh\", \"program.sh\"], env.NAME = p%d }\n".formatted(i, i));
    }
    shell.write(
        "application.conf",
        "banyan { name = day, tree { max-restarts = 100000, within = 1h, children = [\n%s] } }"
            .formatted(children));
  }

  @AfterEach
  void end() {
    shell.close();
  }

  @Test
  void the_journal_agrees_with_what_the_programs_saw() throws Exception {
    long end = System.nanoTime() + LENGTH.toNanos();
    int kills = 0;
    Process runtime = up();
    while (System.nanoTime() < end || kills < 2) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SHORTEST_LIFE_SECONDS + random.nextInt(3)));
      runtime.destroyForcibly().waitFor();
      kills++;
      runtime = up();
    }
    List<JsonObject> facts = facts();
    assertThat(shell.run("down").exitCode()).isZero();
    assertThat(runtime.waitFor(60, TimeUnit.SECONDS)).isTrue();

    JournalAudit audit = new JournalAudit(facts);
    for (Stamp stamp : stamps()) {
      audit.check(stamp);
    }
    audit.checkAll();
    assertThat(audit.findings()).isEmpty();
    assertThat(audit.confirmedEnds()).as("ends that both have told").isGreaterThan(CHILDREN);
  }

  private Process up() throws IOException {
    Process up = shell.up();
    Await.until(
        "the tree is ready",
        () -> shell.progress().lines().anyMatch(line -> line.matches(".*  day +ready.*")));
    return up;
  }

  /** Of all runtimes but for what happens after this. */
  private List<JsonObject> facts() throws IOException, InterruptedException {
    String json = shell.run("events", "--json", "--since", "2000-01-01").out();
    return ((List<?>) Json.parse(json)).stream().map(JsonObject.class::cast).toList();
  }

  private List<Stamp> stamps() throws IOException {
    List<Stamp> stamps = new ArrayList<>();
    try (Stream<Path> files = Files.list(shell.folder().resolve("stamps"))) {
      for (Path file : files.toList()) {
        Files.readAllLines(file).stream().map(Stamp::parse).forEach(stamps::add);
      }
    }
    return stamps;
  }
}
