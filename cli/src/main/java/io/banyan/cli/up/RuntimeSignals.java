package io.banyan.cli.up;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import sun.misc.Signal;

/**
 * What signals ask of the runtime: INT and TERM to end; HUP to end where there is a terminal, which
 * is closed then, and to reload its file where there is none. The JVM's own handlers would end it
 * while the tree is still being stopped.
 */
final class RuntimeSignals {

  private static final Path TERMINAL = Path.of("/dev/tty");

  private RuntimeSignals() {}

  /**
   * Takes them over, for the rest of the JVM's life. Both are called in the JVM's signal thread.
   *
   * @param end told how often it was asked, this time included, from 1
   * @param reload told of a HUP without a terminal
   */
  static void handle(Consumer<Integer> end, Runnable reload) {
    AtomicInteger times = new AtomicInteger();
    Runnable ask = () -> end.accept(times.incrementAndGet());
    handle("INT", ask);
    handle("TERM", ask);
    // Asked now: when the signal comes, the terminal is gone.
    handle("HUP", hasTerminal() ? ask : reload);
  }

  private static void handle(String name, Runnable handler) {
    // Where it was set to be ignored, as nohup does, the JVM leaves it ignored.
    Signal.handle(new Signal(name), signal -> handler.run());
  }

  /** Only a process with a controlling terminal can open this. */
  private static boolean hasTerminal() {
    try (FileInputStream terminal = new FileInputStream(TERMINAL.toFile())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
