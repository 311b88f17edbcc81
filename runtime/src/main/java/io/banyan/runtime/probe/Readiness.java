package io.banyan.runtime.probe;

import io.banyan.runtime.event.CrashReason;
import java.util.List;

/**
 * Decides when one incarnation is ready. Used by one actor.
 *
 * <pre>
 *            begin  passed  failed             due   heard   given up  time is up
 * asking     ask    ready   tell, ask later    ask   -       -         fail
 * listening  -      -       -                  -     ready   tell      fail
 * over       -      -       -                  -     -       -         -
 * </pre>
 *
 * <p>Told is why it is not ready only when that is something new.
 */
public final class Readiness implements Judge {

  private final ReadySpec spec;
  private final boolean asks;
  private String lastReason = "";
  private boolean over;

  public Readiness(ReadySpec spec) {
    this.spec = spec;
    this.asks = spec.condition() instanceof ReadyCondition.Answers;
  }

  /** It has been launched. */
  public List<ProbeAction> begin() {
    return asks ? ask() : List.of();
  }

  @Override
  public List<ProbeAction> due() {
    return ask();
  }

  @Override
  public List<ProbeAction> answered(ProbeResult result) {
    if (over || !asks) {
      return List.of();
    }
    if (result instanceof ProbeResult.Failed failed) {
      ProbeAction later = new ProbeAction.AskAfter(spec.interval());
      return isNews(failed.reason())
          ? List.of(new ProbeAction.TellNotReady(failed.reason()), later)
          : List.of(later);
    }
    return ready();
  }

  /** It has written the line, or said that it is ready. */
  public List<ProbeAction> heard() {
    return over || asks ? List.of() : ready();
  }

  /** Its line is looked for no more. */
  public List<ProbeAction> givenUp(String reason) {
    return !over && !asks && isNews(reason)
        ? List.of(new ProbeAction.TellNotReady(reason))
        : List.of();
  }

  /** It was given no more time than this. */
  public List<ProbeAction> timeIsUp() {
    if (over) {
      return List.of();
    }
    over = true;
    return List.of(new ProbeAction.Fail(new CrashReason.NotReady(spec.timeout(), lastReason)));
  }

  private List<ProbeAction> ask() {
    return over || !asks ? List.of() : List.of(new ProbeAction.Ask());
  }

  private List<ProbeAction> ready() {
    over = true;
    return List.of(new ProbeAction.BecomeReady());
  }

  private boolean isNews(String reason) {
    boolean news = !reason.equals(lastReason);
    lastReason = reason;
    return news;
  }
}
