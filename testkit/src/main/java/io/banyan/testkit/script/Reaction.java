package io.banyan.testkit.script;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.Signal;
import java.time.Duration;
import java.util.Set;

/** What a process makes of a signal. */
sealed interface Reaction {

  /** It takes no notice. */
  record Ignore() implements Reaction {}

  /** It ends after a while. */
  record End(Duration after, ExitStatus status) implements Reaction {}

  /** Those that leave a process alone that has not asked for them; see signal(7). */
  Set<String> HARMLESS = Set.of("CHLD", "CONT", "URG", "WINCH", "STOP", "TSTP", "TTIN", "TTOU");

  /** What a program does that says nothing about the signal. */
  static Reaction usual(Signal signal) {
    return HARMLESS.contains(signal.name())
        ? new Ignore()
        : new End(Duration.ZERO, new ExitStatus.Signaled(signal, false));
  }
}
