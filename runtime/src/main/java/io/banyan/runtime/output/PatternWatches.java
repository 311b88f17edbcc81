package io.banyan.runtime.output;

import io.banyan.runtime.event.ChildPath;
import java.util.ArrayList;
import java.util.List;

/** All patterns of one child. Safe from any thread. */
final class PatternWatches {

  private final List<PatternWatch> patterns;
  private final LineWatches watches;
  private final List<LineWatch.Subscription> current = new ArrayList<>();

  PatternWatches(
      ChildPath path, List<PatternSpec> specs, LineWatches watches, PatternWatch.Ports ports) {
    this.patterns = specs.stream().map(spec -> new PatternWatch(path, spec, ports)).toList();
    this.watches = watches;
  }

  /** Watches a new incarnation, in place of the one before. */
  synchronized void begin(int incarnation) {
    current.forEach(LineWatch.Subscription::close);
    current.clear();
    for (PatternWatch pattern : patterns) {
      current.add(watches.add((stream, line) -> pattern.onLine(incarnation, stream, line)));
    }
  }

  /** An incarnation writes no more: what was counted is told. */
  void end() {
    patterns.forEach(PatternWatch::tellRest);
  }
}
