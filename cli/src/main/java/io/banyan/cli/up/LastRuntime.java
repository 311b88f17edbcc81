package io.banyan.cli.up;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.Console;
import io.banyan.cli.console.ExitCode;
import io.banyan.runtime.containment.Predecessor;
import io.banyan.runtime.containment.RuntimeCookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What is known of the runtime before this one, from a file in the runtime directory that only an
 * orderly end removes. A killed runtime's processes are given their grace time by its guardian; the
 * next runtime does not start beside them.
 */
final class LastRuntime {

  /** In the runtime directory: the cookie of the runtime that is running, or was killed. */
  static final String FILE = "runtime.cookie";

  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Path file;

  /**
   * @param directory the runtime directory, locked by us
   */
  LastRuntime(Path directory) {
    this.file = directory.resolve(FILE);
  }

  /**
   * Waits until nothing of it is left but what is to be adopted; kills what is still there after
   * the grace time.
   *
   * @throws CommandFailure when something could not be ended
   */
  void awaitEnd(Duration grace, Console console) throws IOException {
    Optional<RuntimeCookie> cookie = cookie();
    if (cookie.isEmpty()) {
      return;
    }
    Predecessor last = new Predecessor(Set.of(cookie.get()));
    if (last.living().isEmpty()) {
      return;
    }
    console.complain("waiting for the end of what the last runtime left: " + last.living());
    if (!isGoneWithin(grace.plusSeconds(1), last)) {
      last.kill();
      if (!isGoneWithin(KILL_LIMIT, last)) {
        throw new CommandFailure(
            ExitCode.FAILED, "processes of the last runtime cannot be ended: " + last.living());
      }
    }
  }

  /** Its cookie, if there was one that did not end in order. */
  Optional<RuntimeCookie> cookie() throws IOException {
    return Files.isRegularFile(file)
        ? Optional.of(new RuntimeCookie(Files.readString(file).strip()))
        : Optional.empty();
  }

  void remember(RuntimeCookie cookie) throws IOException {
    Files.writeString(file, cookie.value() + "\n");
  }

  void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  private static boolean isGoneWithin(Duration limit, Predecessor last) {
    long start = System.nanoTime();
    List<Long> living = last.living();
    while (!living.isEmpty() && System.nanoTime() - start < limit.toNanos()) {
      LockSupport.parkNanos(LOOK_NANOS);
      living = last.living();
    }
    return living.isEmpty();
  }
}
