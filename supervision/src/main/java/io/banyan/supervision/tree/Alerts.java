package io.banyan.supervision.tree;

import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Which alerts each child has. Every change is told. Safe as {@link Declarations} is. */
final class Alerts {

  private final Map<ChildPath, List<AlertRule>> alerts = new ConcurrentHashMap<>();
  private final Consumer<ProcessEvent> told;

  Alerts(Consumer<ProcessEvent> told) {
    this.told = told;
  }

  /** It has these, and no others. */
  void set(ChildPath path, List<AlertRule> rules) {
    List<AlertRule> before =
        rules.isEmpty() ? alerts.remove(path) : alerts.put(path, List.copyOf(rules));
    if (before == null ? !rules.isEmpty() : !before.equals(rules)) {
      told.accept(new ProcessEvent.AlertsDeclared(path, rules));
    }
  }

  /** It is no child any more. */
  void forget(ChildPath path) {
    alerts.remove(path);
  }
}
