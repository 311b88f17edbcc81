package io.banyan.runtime.output.rotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The old files of one log, by number: 1 is the newest. Who was killed while it moved them leaves a
 * gap between two numbers, which the next one closes; nothing is ever overwritten. Safe from any
 * thread.
 */
final class Generations {

  private static final String COMPRESSED = ".gz";

  private final Path file;
  private final int keep;
  private final ReentrantLock lock;

  /**
   * @param keep how many of them, 0 or more
   * @param lock held while they are moved; the same for everybody who has this log
   */
  Generations(Path file, int keep, ReentrantLock lock) {
    this.file = file;
    this.keep = keep;
    this.lock = lock;
  }

  Path file() {
    return file;
  }

  Path plain(int number) {
    return sibling("." + number);
  }

  Path compressed(int number) {
    return sibling("." + number + COMPRESSED);
  }

  /** What is being compressed, until it is whole. */
  Path unfinished() {
    return sibling(COMPRESSED + ".tmp");
  }

  /** Makes the file the first of the old ones, and deletes those that are too many. */
  void push() throws IOException {
    lock.lock();
    try {
      int free = firstFree();
      for (int number = free - 1; number >= 1; number--) {
        if (number >= keep) {
          Files.deleteIfExists(plain(number));
          Files.deleteIfExists(compressed(number));
        } else {
          dropCopy(number);
          move(plain(number), plain(number + 1));
          move(compressed(number), compressed(number + 1));
        }
      }
      if (keep == 0) {
        Files.delete(file);
      } else {
        Files.move(file, plain(1));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes the last push back, as far as it can be. */
  void pull() throws IOException {
    lock.lock();
    try {
      if (keep > 0 && !Files.exists(file)) {
        Files.move(plain(1), file);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The oldest that is not compressed yet, opened, as it may have another number soon. */
  Optional<OldFile> openOldestPlain() throws IOException {
    lock.lock();
    try {
      for (int number = firstFree() - 1; number >= 1; number--) {
        if (Files.isRegularFile(plain(number))) {
          return Optional.of(OldFile.open(plain(number)));
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts the compressed file in the place of what it was made of, which may have another number by
   * now, or may be gone.
   *
   * @return false when it is not the same any more
   */
  boolean replace(OldFile source) throws IOException {
    lock.lock();
    try {
      for (int number = 1; exists(number); number++) {
        if (source.isStill(plain(number))) {
          Files.move(unfinished(), compressed(number), StandardCopyOption.ATOMIC_MOVE);
          Files.delete(plain(number));
          return true;
        }
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** When the newest of them was last written. */
  Optional<Instant> newest() {
    lock.lock();
    try {
      Path first = Files.exists(plain(1)) ? plain(1) : compressed(1);
      try {
        return Optional.of(Files.getLastModifiedTime(first).toInstant());
      } catch (IOException none) {
        return Optional.empty();
      }
    } finally {
      lock.unlock();
    }
  }

  private int firstFree() {
    int number = 1;
    while (exists(number)) {
      number++;
    }
    return number;
  }

  private boolean exists(int number) {
    return Files.exists(plain(number)) || Files.exists(compressed(number));
  }

  /** Deletes what a kill between the two steps of {@link #replace} left. */
  private void dropCopy(int number) throws IOException {
    if (Files.exists(compressed(number))) {
      Files.deleteIfExists(plain(number));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to);
    }
  }

  private Path sibling(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
