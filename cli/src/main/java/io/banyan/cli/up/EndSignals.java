package io.banyan.cli.up;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import sun.misc.Signal;

/**
 * INT, TERM and HUP ask the runtime to end. The JVM's own handlers would end it while the tree is
 * still being stopped.
 */
final class EndSignals {

  private EndSignals() {}

  /**
   * Takes them over, for the rest of the JVM's life.
   *
   * @param asked told how often it was asked, this time included, from 1; in the JVM's signal
   *     thread
   */
  static void handle(Consumer<Integer> asked) {
    AtomicInteger times = new AtomicInteger();
    for (String name : List.of("INT", "TERM", "HUP")) {
      // Where it was set to be ignored, as nohup does, the JVM leaves it ignored.
      Signal.handle(new Signal(name), signal -> asked.accept(times.incrementAndGet()));
    }
  }
}
