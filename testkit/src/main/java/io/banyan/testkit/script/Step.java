package io.banyan.testkit.script;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.OutputStreamKind;
import java.time.Duration;

/** One thing that a process does. */
sealed interface Step {

  /** Nothing, for a while. */
  record Wait(Duration duration) implements Step {}

  /** It writes a line. */
  record Print(OutputStreamKind stream, String line) implements Step {}

  /** It ends. */
  record End(ExitStatus status) implements Step {}
}
