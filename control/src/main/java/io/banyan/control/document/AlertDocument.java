package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.alert.AlertMetric;
import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.alert.AlertTrigger;
import io.banyan.runtime.event.DurationText;
import io.banyan.runtime.lifecycle.Watch;
import java.util.List;

/** The alerts that are declared for one process. */
final class AlertDocument {

  private AlertDocument() {}

  static List<JsonObject> rules(Watch watch) {
    return watch.rules().stream()
        .map(rule -> rule(rule, watch.raised().contains(rule.name())))
        .toList();
  }

  private static JsonObject rule(AlertRule rule, boolean raised) {
    AlertTrigger trigger = rule.trigger();
    AlertMetric metric = trigger.subject().metric();
    return new JsonObject()
        .put("name", rule.name())
        .put("metric", metric.text())
        .put("of", trigger.subject().of().text())
        .put("above", metric.amount(trigger.above()))
        .put("clearBelow", metric.amount(trigger.clearBelow()))
        .put("for", DurationText.of(trigger.holds()))
        .put("cooldown", DurationText.of(rule.cooldown()))
        .put("actions", rule.escalations().stream().map(step -> step.action().text()).toList())
        .put("raised", raised);
  }
}
