package io.banyan.supervision.config;

import io.banyan.runtime.alert.AlertAction;
import io.banyan.runtime.alert.Escalation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code action} of an alert: what is done, and when. */
final class EscalationReader {

  private static final int MOST = 10;
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
  private static final List<AlertAction> BY_NAME =
      List.of(new AlertAction.TellEvent(), new AlertAction.WriteLog(), new AlertAction.Restart());

  private EscalationReader() {}

  /**
   * @param common what holds for every alert
   */
  static List<Escalation> read(ObjectReader alert, ObjectReader common) {
    Duration timeout = common.duration("timeout", SHORTEST_TIMEOUT);
    List<Escalation> steps = new ArrayList<>();
    for (ObjectReader step : alert.oneOrMoreObjectsOrTexts("action", "do")) {
      Duration after = step.has("after") ? step.duration("after", Duration.ZERO) : Duration.ZERO;
      steps.add(new Escalation(action(step, timeout), after));
    }
    if (steps.size() > MOST) {
      alert.mistake("action", "an alert has at most " + MOST + " actions");
    }
    return steps;
  }

  static boolean restarts(List<Escalation> steps) {
    return steps.stream().anyMatch(step -> step.action() instanceof AlertAction.Restart);
  }

  private static AlertAction action(ObjectReader step, Duration timeout) {
    if (step.has("command")) {
      if (step.has("do")) {
        step.mistake("do", "contradicts command: give one of the two");
      }
      return new AlertAction.RunCommand(
          CommandReader.read(step).argv(),
          step.has("timeout") ? step.duration("timeout", SHORTEST_TIMEOUT) : timeout);
    }
    if (step.has("timeout")) {
      step.mistake("timeout", "belongs to command, which is not given");
    }
    return step.choice("do", BY_NAME, AlertAction::text);
  }
}
