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

  /** A port accepts connections, and a web server there answers with this status. */
  record Listen(int port, int status) implements Step {}

  /** Nobody listens there any more. */
  record HangUp(int port) implements Step {}

  /** It tells that it is ready, as {@code notify} wants it. */
  record TellReady() implements Step {}

  /** It ends. */
  record End(ExitStatus status) implements Step {}
}
