package io.banyan.runtime.process;

import io.banyan.runtime.crash.Crash;
import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.limits.LimitGuard;
import io.banyan.runtime.output.OutputLine;
import io.banyan.runtime.output.OutputTail;
import java.util.List;
import java.util.Set;

/**
 * Finds out why an incarnation has failed.
 *
 * @param written what the child wrote, its earlier incarnations included
 * @param before the last line that was not its own
 */
record PostMortem(Ending ending, LimitGuard limits, OutputTail written, long before) {

  static PostMortem of(Ending ending, LimitGuard limits, OutputTail written) {
    return new PostMortem(ending, limits, written, written.lastSequence());
  }

  CrashReason reason(ExitStatus status) {
    return ending
        .verdict()
        .or(() -> limits.exceeded().map(CrashReason.ResourceLimit::new))
        .orElseGet(() -> Crash.reason(status, lastWords()));
  }

  private List<String> lastWords() {
    if (written.lastSequence() == before) {
      return List.of(); // the most frequent case, where somebody waits for a successor
    }
    return written.after(Set.of(OutputStreamKind.STDERR), before).stream()
        .map(OutputLine::text)
        .toList();
  }
}
