package io.banyan.runtime.monitor;

import io.banyan.runtime.alert.AlertDecision;
import io.banyan.runtime.alert.AlertMetric;
import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.alert.AlertTrigger;
import io.banyan.runtime.engine.ProcessIdentity;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What an alert says: in a line for people, and in variables for programs. */
final class AlertMessage {

  private AlertMessage() {}

  /** {@code web: memory of the tree is 80MiB, above 64MiB for 30s}. */
  static String line(WatchedProcess process, AlertTrigger trigger, double value) {
    return process.path() + ": " + trigger.description(value);
  }

  /** The facts, for the program of an alert. */
  static Map<String, String> variables(
      WatchedProcess process, AlertRule rule, AlertDecision.Act act) {
    AlertTrigger trigger = rule.trigger();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("BANYAN_ALERT", rule.name());
    facts.put("BANYAN_ALERT_MESSAGE", line(process, trigger, act.value()));
    facts.put("BANYAN_ALERT_METRIC", trigger.subject().metric().text());
    facts.put("BANYAN_ALERT_OF", trigger.subject().of().text());
    facts.put("BANYAN_ALERT_VALUE", number(trigger, act.value()));
    facts.put("BANYAN_ALERT_ABOVE", number(trigger, trigger.above()));
    facts.put("BANYAN_ALERT_SECONDS", Long.toString(act.raisedFor().toSeconds()));
    facts.put("BANYAN_ID", process.path().id());
    facts.put("BANYAN_PATH", process.path().text());
    facts.put("BANYAN_RUN", Integer.toString(process.incarnation()));
    facts.put(
        "BANYAN_PID", process.process().map(ProcessIdentity::pid).map(String::valueOf).orElse(""));
    return facts;
  }

  /** Percent with one digit, or whole bytes. */
  private static String number(AlertTrigger trigger, double value) {
    return trigger.subject().metric() == AlertMetric.CPU
        ? String.format(Locale.ROOT, "%.1f", value)
        : Long.toString(Math.round(value));
  }
}
