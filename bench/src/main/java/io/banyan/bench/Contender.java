package io.banyan.bench;

import java.io.IOException;
import java.util.List;

/** Somebody who keeps a child running, that child, and how long its successors took to run. */
final class Contender implements AutoCloseable {

  private final Keeper keeper;
  private final Announcements announcements;
  private final int pauseMillis;
  private final Samples samples = new Samples();
  private Announcements.Running running;

  private Contender(
      Keeper keeper, Announcements announcements, int pauseMillis, Announcements.Running running) {
    this.keeper = keeper;
    this.announcements = announcements;
    this.pauseMillis = pauseMillis;
    this.running = running;
  }

  /**
   * Has it start its child; nobody else may be starting one.
   *
   * @param pauseMillis how long a child is left alone before it is killed
   */
  static Contender start(
      Keeper keeper,
      Announcements announcements,
      List<String> command,
      int siblings,
      int pauseMillis)
      throws Exception {
    try {
      keeper.keep(command, siblings);
      return Cleanup.keep(new Contender(keeper, announcements, pauseMillis, announcements.next()));
    } catch (Exception failed) {
      Cleanup.close(keeper);
      throw failed;
    }
  }

  /** Kills its child so often; what that takes is not counted. */
  Contender warmUp(int rounds) throws IOException, InterruptedException {
    for (int i = 0; i < rounds; i++) {
      killOnce();
    }
    return this;
  }

  /** Kills its child so often. */
  void measure(int rounds) throws IOException, InterruptedException {
    for (int i = 0; i < rounds; i++) {
      samples.add(killOnce());
    }
  }

  Samples samples() {
    return samples;
  }

  private long killOnce() throws IOException, InterruptedException {
    Thread.sleep(pauseMillis);
    long begin = System.nanoTime();
    if (Posix.kill(running.pid(), Posix.KILL) != 0) {
      throw new IOException("it lost its child " + running.pid());
    }
    running = announcements.next();
    return running.nanoTime() - begin;
  }

  @Override
  public void close() {
    Cleanup.close(keeper);
    announcements.clear(running.pid());
  }
}
