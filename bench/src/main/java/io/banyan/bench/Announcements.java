package io.banyan.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a child says that it runs: a FIFO into which it writes its pid and the time, by the
 * monotonic clock that {@link System#nanoTime} reads too. Who supervises it plays no part in this.
 */
final class Announcements implements AutoCloseable {

  private final RandomAccessFile pipe;
  private final Path fifo;

  private Announcements(Path fifo) throws IOException {
    this.fifo = fifo;
    // For writing as well: otherwise opening waits for a child, and reading ends with each.
    pipe = new RandomAccessFile(fifo.toFile(), "rw");
  }

  static Announcements in(Folder folder) throws Exception {
    Path fifo = folder.file("running");
    int code = new ProcessBuilder("mkfifo", fifo.toString()).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("mkfifo " + fifo);
    }
    return Cleanup.keep(new Announcements(fifo));
  }

  /** A child that runs. */
  record Running(int pid, long nanoTime) {}

  /** What to run: the child in C, or a shell that cannot tell the time and is timed here. */
  List<String> command(Optional<Path> child) {
    return child
        .map(program -> List.of(program.toString(), fifo.toString()))
        .orElseGet(() -> List.of("/bin/sh", "-c", "echo $$ 0 > " + fifo + "; exec sleep 1000000"));
  }

  /** Waits for the next one. */
  Running next() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = pipe.read(); next != '\n'; next = pipe.read()) {
      if (next < 0) {
        throw new EOFException(fifo.toString());
      }
      line.append((char) next);
    }
    String[] words = line.toString().split(" ", -1);
    long time = Long.parseLong(words[1]);
    return new Running(Integer.parseInt(words[0]), time == 0 ? System.nanoTime() : time);
  }

  @Override
  public void close() throws IOException {
    pipe.close();
  }
}
