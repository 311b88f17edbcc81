package io.banyan.runtime.monitor;

import io.banyan.runtime.alert.AlertDecision;
import io.banyan.runtime.alert.AlertMachine;
import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.inspect.FamilyUsage;
import io.banyan.runtime.usage.Usage;
import io.banyan.runtime.usage.UsageMeter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One child over all its incarnations, as far as it is watched. Used by the monitor's actor. */
final class WatchedProcess {

  private final ChildPath path;
  private final Map<String, AlertMachine> alerts = new LinkedHashMap<>();
  private int incarnation;
  private Optional<ProcessIdentity> process = Optional.empty();
  private UsageMeter meter = new UsageMeter(0);

  WatchedProcess(ChildPath path) {
    this.path = path;
  }

  /** What one of its alerts decided. */
  record Decided(AlertRule rule, AlertDecision decision) {}

  /** What came of a look at it. */
  record Looked(Usage usage, List<Decided> decided) {}

  ChildPath path() {
    return path;
  }

  int incarnation() {
    return incarnation;
  }

  /** The process, while it is alive. */
  Optional<ProcessIdentity> process() {
    return process;
  }

  /** These are its alerts now. Those that are declared as before go on, also while raised. */
  List<Decided> declared(List<AlertRule> rules, long now) {
    List<Decided> decided = new ArrayList<>();
    Map<String, AlertMachine> before = new LinkedHashMap<>(alerts);
    alerts.clear();
    for (AlertRule rule : rules) {
      AlertMachine known = before.get(rule.name());
      if (known != null && known.rule().equals(rule)) {
        alerts.put(rule.name(), known);
        before.remove(rule.name());
      } else {
        alerts.put(rule.name(), new AlertMachine(rule));
      }
    }
    before.values().forEach(gone -> note(decided, gone, gone.withdrawn(now)));
    return decided;
  }

  /**
   * It runs.
   *
   * @param since when it was started
   */
  void launched(int number, ProcessIdentity identity, long since) {
    incarnation = number;
    process = Optional.of(identity);
    meter = new UsageMeter(since);
  }

  /** The incarnation has ended; one that is not the current means nothing. */
  List<Decided> ended(int number, long now) {
    if (number != incarnation || process.isEmpty()) {
      return List.of();
    }
    process = Optional.empty();
    return decide(machine -> machine.ended(now));
  }

  /** It was looked at. */
  Looked looked(FamilyUsage sample, long now) {
    Usage usage = meter.read(sample, now);
    return new Looked(
        usage,
        decide(machine -> machine.sampled(machine.rule().trigger().subject().valueOf(usage), now)));
  }

  /** It is no child any more. */
  List<Decided> forgotten(long now) {
    return declared(List.of(), now);
  }

  private List<Decided> decide(Function<AlertMachine, List<AlertDecision>> question) {
    List<Decided> decided = new ArrayList<>();
    alerts.values().forEach(machine -> note(decided, machine, question.apply(machine)));
    return decided;
  }

  private static void note(
      List<Decided> decided, AlertMachine machine, List<AlertDecision> decisions) {
    decisions.forEach(decision -> decided.add(new Decided(machine.rule(), decision)));
  }
}
