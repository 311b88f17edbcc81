package io.banyan.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Where a child says that it runs: a FIFO into which it writes its pid and the time, by the
 * monotonic clock that {@link System#nanoTime} reads too. Who supervises it plays no part in this.
 */
final class Announcements implements AutoCloseable {

  private static final int LIMIT_SECONDS = 30;

  private final RandomAccessFile pipe;
  private final Path fifo;
  private final BlockingQueue<Running> running = new LinkedBlockingQueue<>();
  private final Thread reader = new Thread(this::read, "bench-announcements");

  private Announcements(Path fifo) throws IOException {
    this.fifo = fifo;
    // For writing as well: otherwise opening waits for a child, and reading ends with each.
    pipe = new RandomAccessFile(fifo.toFile(), "rw");
    reader.setDaemon(true);
  }

  static Announcements in(Folder folder) throws Exception {
    Path fifo = folder.file("running");
    int code = new ProcessBuilder("mkfifo", fifo.toString()).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("mkfifo " + fifo);
    }
    Announcements announcements = Cleanup.keep(new Announcements(fifo));
    announcements.reader.start();
    return announcements;
  }

  /** A child that runs. */
  record Running(int pid, long nanoTime) {}

  /** What to run: the child in C, or a shell that cannot tell the time and is timed here. */
  List<String> command(Optional<Path> child) {
    return child
        .map(program -> List.of(program.toString(), fifo.toString()))
        .orElseGet(() -> List.of("/bin/sh", "-c", "echo $$ 0 > " + fifo + "; exec sleep 1000000"));
  }

  /** Waits for the next one; a supervisor that lost its child must not hold up the benchmark. */
  Running next() throws IOException, InterruptedException {
    Running next = running.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new IOException("no child ran within " + LIMIT_SECONDS + " s");
    }
    return next;
  }

  /** Ends the child of a supervisor that has gone and left it (some do). */
  void clear(int pid) {
    if (isOurs(pid)) {
      Posix.kill(pid, Posix.KILL);
    }
  }

  private void clearAll() {
    ProcessHandle.allProcesses()
        .map(process -> (int) process.pid())
        .filter(this::isOurs)
        .forEach(pid -> Posix.kill(pid, Posix.KILL));
    running.clear();
  }

  private boolean isOurs(int pid) {
    return ProcFiles.commandLine(pid).contains(fifo.toString());
  }

  private void read() {
    try {
      StringBuilder line = new StringBuilder();
      for (int next = pipe.read(); next >= 0; next = pipe.read()) {
        if (next == '\n') {
          running.add(parse(line.toString()));
          line.setLength(0);
        } else {
          line.append((char) next);
        }
      }
    } catch (IOException closed) {
      // The benchmark is over.
      running.clear();
    }
  }

  private static Running parse(String line) {
    String[] words = line.split(" ", -1);
    long time = Long.parseLong(words[1]);
    return new Running(Integer.parseInt(words[0]), time == 0 ? System.nanoTime() : time);
  }

  @Override
  public void close() throws IOException {
    clearAll();
    pipe.close();
  }
}
