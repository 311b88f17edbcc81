package io.banyan.runtime.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides about one alert of one child, over all its incarnations. Used by one actor.
 *
 * <pre>
 *            above                         between    below              ended            withdrawn
 * calm       breached; raised if it held   -          -                  -                over
 * breached   raised if it held and the     calm       calm               calm             over
 *            cooldown is over
 * raised     steps that are due            steps      clear: calm        clear: calm      clear: over
 * over       -                             -          -                  -                -
 * </pre>
 *
 * <p>So there is one alert for each breach, however long it lasts and however much its value swings
 * above the lower threshold, and at most one in each cooldown, whatever becomes of the process: a
 * restart that does not help is not made again before. A breach that goes on when the cooldown ends
 * is told then.
 *
 * <p>Moments are those of any monotonic clock, in nanoseconds.
 */
public final class AlertMachine {

  private enum State {
    CALM,
    BREACHED,
    RAISED,
    OVER
  }

  private final AlertRule rule;
  private State state = State.CALM;
  private boolean wasRaised;
  private long breachedAt;
  private long raisedAt;
  private int stepsDone;
  private double last;

  public AlertMachine(AlertRule rule) {
    this.rule = rule;
  }

  public AlertRule rule() {
    return rule;
  }

  public boolean isRaised() {
    return state == State.RAISED;
  }

  /** The process was looked at. */
  public List<AlertDecision> sampled(double value, long now) {
    last = value;
    return switch (state) {
      case CALM, BREACHED -> waiting(value, now);
      case RAISED -> raised(value, now);
      case OVER -> List.of();
    };
  }

  /** The process has ended; another incarnation may follow. */
  public List<AlertDecision> ended(long now) {
    return leave(ClearReason.ENDED, State.CALM, now);
  }

  /** It is not declared any more. */
  public List<AlertDecision> withdrawn(long now) {
    return leave(ClearReason.WITHDRAWN, State.OVER, now);
  }

  private List<AlertDecision> waiting(double value, long now) {
    if (!(value > rule.trigger().above())) {
      state = State.CALM;
      return List.of();
    }
    if (state == State.CALM) {
      state = State.BREACHED;
      breachedAt = now;
    }
    boolean held = since(breachedAt, now).compareTo(rule.trigger().holds()) >= 0;
    boolean cool = !wasRaised || since(raisedAt, now).compareTo(rule.cooldown()) >= 0;
    return held && cool ? raise(value, now) : List.of();
  }

  private List<AlertDecision> raise(double value, long now) {
    state = State.RAISED;
    wasRaised = true;
    raisedAt = now;
    stepsDone = 0;
    List<AlertDecision> decisions = new ArrayList<>();
    decisions.add(new AlertDecision.Raise(value));
    decisions.addAll(due(value, now));
    return decisions;
  }

  private List<AlertDecision> raised(double value, long now) {
    return value < rule.trigger().clearBelow()
        ? leave(ClearReason.FELL, State.CALM, now)
        : due(value, now);
  }

  private List<AlertDecision> due(double value, long now) {
    List<AlertDecision> due = new ArrayList<>();
    List<Escalation> steps = rule.escalations();
    Duration raisedFor = since(raisedAt, now);
    while (stepsDone < steps.size() && raisedFor.compareTo(steps.get(stepsDone).after()) >= 0) {
      due.add(new AlertDecision.Act(steps.get(stepsDone).action(), value, raisedFor));
      stepsDone++;
    }
    return due;
  }

  private List<AlertDecision> leave(ClearReason reason, State next, long now) {
    boolean told = state == State.RAISED;
    state = state == State.OVER ? State.OVER : next;
    return told ? List.of(new AlertDecision.Clear(reason, last, since(raisedAt, now))) : List.of();
  }

  private static Duration since(long then, long now) {
    return Duration.ofNanos(now - then);
  }
}
