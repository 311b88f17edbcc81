package io.banyan.runtime.probe;

import io.banyan.runtime.event.CrashReason;
import java.time.Duration;
import java.util.List;

/**
 * Decides whether one incarnation that is ready is still well. Used by one actor.
 *
 * <pre>
 *                     begin      passed                      failed                 due
 * in the start period ask later  tell, ask later: on trial   ask later              ask
 * on trial            -          (tell,) ask later           tell, ask later: or    ask
 *                                                            tell, fail: over
 * over                -          -                           -                      -
 * </pre>
 *
 * <p>The start period is over when its time is, or with the first answer that passed. Told is that
 * it is well for the first time, and after each time it was not.
 */
public final class Liveness implements Judge {

  // Enough to spread the first questions of very many children over one interval.
  private static final int PLACES = 1 << 16;

  private final HealthSpec spec;
  private boolean startPeriod;
  private boolean toldWell;
  private int failures;
  private boolean over;

  public Liveness(HealthSpec spec) {
    this.spec = spec;
    this.startPeriod = !spec.startPeriod().isZero();
  }

  /**
   * It is ready.
   *
   * @param seed any number that is another for each child: where in the interval it is asked
   */
  public List<ProbeAction> begin(int seed) {
    // Fibonacci hashing: neighbouring seeds come to lie far from each other.
    int place = (seed * 0x9E3779B9) >>> 16;
    Duration first = spec.interval().multipliedBy(place).dividedBy(PLACES);
    return List.of(new ProbeAction.AskAfter(first));
  }

  @Override
  public List<ProbeAction> due() {
    return over ? List.of() : List.of(new ProbeAction.Ask());
  }

  /** From here on failures count, whether it has ever passed or not. */
  public void startPeriodOver() {
    startPeriod = false;
  }

  @Override
  public List<ProbeAction> answered(ProbeResult result) {
    if (over) {
      return List.of();
    }
    return result instanceof ProbeResult.Failed failed ? failed(failed.reason()) : passed();
  }

  private List<ProbeAction> passed() {
    startPeriod = false;
    failures = 0;
    boolean news = !toldWell;
    toldWell = true;
    return news ? List.of(new ProbeAction.TellHealthy(), later()) : List.of(later());
  }

  private List<ProbeAction> failed(String reason) {
    if (startPeriod) {
      return List.of(later());
    }
    failures++;
    toldWell = false;
    ProbeAction told = new ProbeAction.TellUnhealthy(failures, spec.failures(), reason);
    over = failures >= spec.failures();
    return List.of(
        told, over ? new ProbeAction.Fail(new CrashReason.HealthCheck(reason)) : later());
  }

  private ProbeAction later() {
    return new ProbeAction.AskAfter(spec.interval());
  }
}
