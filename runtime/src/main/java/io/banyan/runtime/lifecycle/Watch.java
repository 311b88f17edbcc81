package io.banyan.runtime.lifecycle;

import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.usage.Usage;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the monitor last said of a process.
 *
 * @param usage what it uses; empty before it was looked at, and when it has ended
 * @param rules the alerts that are declared
 * @param raised names of those that are raised
 */
public record Watch(Optional<Usage> usage, List<AlertRule> rules, SortedSet<String> raised) {

  static final Watch NONE = new Watch(Optional.empty(), List.of(), new TreeSet<>());

  public Watch {
    rules = List.copyOf(rules);
    raised = Collections.unmodifiableSortedSet(new TreeSet<>(raised));
  }

  Watch after(ProcessEvent event) {
    if (event instanceof ProcessEvent.Sampled sampled) {
      return new Watch(Optional.of(sampled.usage()), rules, raised);
    }
    if (event instanceof ProcessEvent.AlertsDeclared declared) {
      return new Watch(usage, declared.rules(), raised);
    }
    if (event instanceof ProcessEvent.AlertRaised alert) {
      SortedSet<String> more = new TreeSet<>(raised);
      more.add(alert.alert());
      return new Watch(usage, rules, more);
    }
    if (event instanceof ProcessEvent.AlertCleared cleared) {
      SortedSet<String> fewer = new TreeSet<>(raised);
      fewer.remove(cleared.alert());
      return new Watch(usage, rules, fewer);
    }
    return event instanceof ProcessEvent.Ended ? ended() : this;
  }

  private Watch ended() {
    return new Watch(Optional.empty(), rules, raised);
  }
}
