package io.banyan.runtime.process;

import io.banyan.runtime.event.CrashReason;

/** What probes have found out about a process. */
sealed interface Verdict {

  /** It is ready. Told once. */
  record Ready() implements Verdict {}

  /** It is to be ended, because it is not ready in time, or not well. Told as the last thing. */
  record Failed(CrashReason reason) implements Verdict {}
}
