package io.banyan.supervision.config;

import com.typesafe.config.ConfigValue;
import io.banyan.runtime.alert.AlertMetric;
import io.banyan.runtime.alert.AlertRule;
import io.banyan.runtime.alert.AlertScope;
import io.banyan.runtime.alert.AlertSubject;
import io.banyan.runtime.alert.AlertTrigger;
import io.banyan.runtime.alert.Escalation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code alerts} of a process. */
final class AlertReader {

  private static final int MOST = 20;
  private static final double MOST_PERCENT = 1_000_000;
  private static final double LEAST_PERCENT = 0.1;
  private static final long LEAST_BYTES = 1024;
  private static final double CLEAR_AT = 0.9;
  private static final Duration SHORTEST_COOLDOWN = Duration.ofSeconds(1);
  private static final Duration SHORTEST_WITH_RESTART = Duration.ofSeconds(10);

  private static final AlertTrigger STAND_IN =
      new AlertTrigger(new AlertSubject(AlertMetric.CPU, AlertScope.TREE), 1, 1, Duration.ZERO);

  private final ObjectReader common;
  private final List<Escalation> commonSteps;
  private final List<AlertRule> ofAll;

  /** Reads what holds for every process that has no list of its own. */
  AlertReader(Defaults defaults) {
    this.common = defaults.alert();
    this.commonSteps = EscalationReader.read(common, common);
    checkCommon();
    this.ofAll = list(defaults.process());
  }

  /** A mistake in what is common must be told even where no alert uses it. */
  private void checkCommon() {
    scope(common);
    common.duration("for", Duration.ZERO);
    common.duration("cooldown", SHORTEST_COOLDOWN);
    common.refuse(List.of("metric", "above", "clear-below", "name"), "is for each alert to say");
  }

  List<AlertRule> read(ObjectReader process) {
    return process.hasOwn("alerts") ? list(process) : ofAll;
  }

  private List<AlertRule> list(ObjectReader process) {
    List<ObjectReader> readers = process.objects("alerts");
    if (readers.size() > MOST) {
      process.mistake("alerts", "a process has at most " + MOST + " alerts");
    }
    List<AlertRule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ObjectReader own : readers) {
      AlertRule rule = rule(own, own.withDefaults(common));
      if (!names.add(rule.name())) {
        own.mistake("name", "there is another alert \"" + rule.name() + "\": name one of them");
      }
      rules.add(rule);
    }
    return rules;
  }

  private AlertRule rule(ObjectReader own, ObjectReader alert) {
    AlertTrigger trigger = trigger(alert);
    own.refuse(
        List.of("timeout"), "belongs to a command: action = { command = […], timeout = 10s }");
    List<Escalation> steps =
        own.hasOwn("action") ? EscalationReader.read(own, common) : commonSteps;
    Duration cooldown = alert.duration("cooldown", SHORTEST_COOLDOWN);
    if (EscalationReader.restarts(steps) && cooldown.compareTo(SHORTEST_WITH_RESTART) < 0) {
      alert.mistake("cooldown", "must be at least 10s where the alert restarts");
    }
    String name = alert.has("name") ? alert.read("name", AlertReader::name, "") : trigger.text();
    return new AlertRule(name, trigger, cooldown, steps);
  }

  private static AlertTrigger trigger(ObjectReader alert) {
    Conversion<AlertMetric> choice =
        Conversions.choice(List.of(AlertMetric.values()), AlertMetric::text);
    Optional<AlertMetric> given =
        alert.read("metric", value -> Optional.of(choice.from(value)), Optional.empty());
    Duration holds = alert.duration("for", Duration.ZERO);
    AlertScope scope = scope(alert);
    if (given.isEmpty()) {
      // Whether these are right depends on it.
      alert.accept(List.of("above", "clear-below"));
      return STAND_IN;
    }
    AlertMetric metric = given.get();
    double above = amount(alert, "above", metric);
    double clearBelow =
        alert.has("clear-below") ? amount(alert, "clear-below", metric) : above * CLEAR_AT;
    if (clearBelow > above) {
      alert.mistake("clear-below", "must not be more than above");
      clearBelow = above;
    }
    return new AlertTrigger(new AlertSubject(metric, scope), above, clearBelow, holds);
  }

  private static AlertScope scope(ObjectReader alert) {
    return alert.choice("of", List.of(AlertScope.values()), AlertScope::text);
  }

  private static double amount(ObjectReader alert, String key, AlertMetric metric) {
    return metric == AlertMetric.CPU
        ? alert.decimal(key, LEAST_PERCENT, MOST_PERCENT)
        : alert.read(key, Conversions.size(LEAST_BYTES, "1KiB"), LEAST_BYTES);
  }

  private static String name(ConfigValue value) throws WrongValue {
    String text = Conversions.text(value);
    if (text.isBlank() || text.length() > 100 || text.chars().anyMatch(Character::isISOControl)) {
      throw Conversions.mustBe("a name of at most 100 characters", value);
    }
    return text;
  }
}
