package io.banyan.runtime.alert;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * One alert of one process, as declared.
 *
 * @param name unique among those of the process
 * @param cooldown how long after it was raised it is not raised again
 * @param escalations what is done, in the order in which it is due
 */
public record AlertRule(
    String name, AlertTrigger trigger, Duration cooldown, List<Escalation> escalations) {

  public AlertRule {
    if (cooldown.isNegative()) {
      throw new IllegalArgumentException("negative duration: " + cooldown);
    }
    escalations = escalations.stream().sorted(Comparator.comparing(Escalation::after)).toList();
  }
}
