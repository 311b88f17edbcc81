package io.banyan.runtime.lifecycle;

import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.usage.Usage;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the monitor last said of a process that is alive.
 *
 * @param usage what it uses; empty before it was looked at
 * @param alerts names of the alerts that are raised
 */
public record Watch(Optional<Usage> usage, SortedSet<String> alerts) {

  static final Watch NONE = new Watch(Optional.empty(), new TreeSet<>());

  public Watch {
    alerts = Collections.unmodifiableSortedSet(new TreeSet<>(alerts));
  }

  Watch after(ProcessEvent event) {
    if (event instanceof ProcessEvent.Sampled sampled) {
      return new Watch(Optional.of(sampled.usage()), alerts);
    }
    if (event instanceof ProcessEvent.Ended) {
      return new Watch(Optional.empty(), alerts);
    }
    if (event instanceof ProcessEvent.AlertRaised raised) {
      SortedSet<String> more = new TreeSet<>(alerts);
      more.add(raised.alert());
      return new Watch(usage, more);
    }
    if (event instanceof ProcessEvent.AlertCleared cleared) {
      SortedSet<String> fewer = new TreeSet<>(alerts);
      fewer.remove(cleared.alert());
      return new Watch(usage, fewer);
    }
    return this;
  }
}
