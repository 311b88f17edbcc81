package io.banyan.cli.run;

import io.banyan.runtime.engine.Signal;
import java.util.List;
import java.util.function.Consumer;
import sun.misc.SignalHandler;

/**
 * Signals that are sent to this process and are meant for the command. The JVM keeps USR1, QUIT and
 * some others for itself; KILL and STOP nobody can take.
 */
final class PassedSignals {

  private static final List<String> NAMES =
      List.of("INT", "TERM", "HUP", "USR1", "USR2", "WINCH", "CONT", "ALRM", "IO", "PWR", "URG");

  private PassedSignals() {}

  /**
   * Takes them over, for the rest of the JVM's life.
   *
   * @param told each one, in the JVM's signal thread
   */
  static void handle(Consumer<Signal> told) {
    for (String name : NAMES) {
      Signal.parse(name).ifPresent(signal -> handle(signal, told));
    }
  }

  private static void handle(Signal signal, Consumer<Signal> told) {
    SignalHandler handler = received -> told.accept(signal);
    try {
      sun.misc.Signal.handle(new sun.misc.Signal(signal.name()), handler);
    } catch (IllegalArgumentException keptByTheJvm) {
      // Then it has its usual effect on this process alone.
    }
  }
}
