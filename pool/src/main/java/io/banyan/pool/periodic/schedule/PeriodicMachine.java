package io.banyan.pool.periodic.schedule;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a run begins, and what becomes of one that comes at the wrong time. Every state ×
 * every event; what follows the comma holds where something waits.
 *
 * <pre>
 *          due: skip  due: queue       due: kill-previous  by hand           ended          pause  go on
 * idle     start      start            start               start             -              still  plan
 * running  skipped    waits, skipped¹  end the run, waits  refused² or as due idle, start    still  plan
 * ending   -          -                skipped             refused           idle, start    still  plan
 * </pre>
 *
 * <p>¹ when as many wait as may. ² with {@code skip}. <em>ending</em>: running, asked to end for
 * the next one. While it is paused nothing is due and nothing waits; a run that is under way goes
 * on, and one by hand begins.
 *
 * <p>Used by one thread at a time.
 */
public final class PeriodicMachine {

  private final PeriodicSettings settings;
  private final Timetable timetable;
  private final Deque<Cause> waiting = new ArrayDeque<>();
  private int run;
  private boolean running;
  private boolean ending;
  private boolean paused;
  private @Nullable Optional<Instant> planned;

  /**
   * @param random where jitter comes from
   */
  public PeriodicMachine(PeriodicSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.timetable = new Timetable(settings, random);
  }

  /** It begins. */
  public List<PeriodicAction> begin(Moment now) {
    timetable.begin(now);
    return plan(new ArrayList<>(), now);
  }

  /** The first run was begun by somebody else, and goes on. */
  public void alreadyRunning() {
    run++;
    running = true;
  }

  /** Time has passed. */
  public List<PeriodicAction> look(Moment now) {
    List<PeriodicAction> actions = new ArrayList<>();
    Timetable.Due due = timetable.take(now);
    if (due.count() > 0) {
      boolean inTime = due.inTime();
      long missed = inTime ? due.count() - 1 : due.count();
      if (missed > 0) {
        missed(missed, inTime, actions);
      }
      if (inTime) {
        due(Cause.SCHEDULE, actions);
      }
    }
    return plan(actions, now);
  }

  /** A run has ended. */
  public List<PeriodicAction> ended(int which) {
    if (which != run || !running) {
      return List.of();
    }
    running = false;
    ending = false;
    Cause next = waiting.poll();
    return next == null ? List.of() : List.of(start(next));
  }

  /** Somebody wants a run now. */
  public List<PeriodicAction> byHand() {
    if (running && (settings.overlap() == Overlap.SKIP || ending)) {
      return List.of(new PeriodicAction.Refuse("run " + run + " has not ended yet"));
    }
    if (running && settings.overlap() == Overlap.QUEUE && isFull()) {
      return List.of(new PeriodicAction.Refuse(waiting.size() + " runs wait already"));
    }
    List<PeriodicAction> actions = new ArrayList<>();
    actions.add(new PeriodicAction.Accept());
    due(Cause.BY_HAND, actions);
    return actions;
  }

  /** Nothing is due until {@link #goOn}. */
  public List<PeriodicAction> pause(Moment now) {
    paused = true;
    waiting.clear();
    timetable.pause();
    return plan(new ArrayList<>(), now);
  }

  /** It goes on from now; what would have been due meanwhile was not missed. */
  public List<PeriodicAction> goOn(Moment now) {
    if (!paused) {
      return List.of();
    }
    paused = false;
    timetable.goOn(now);
    return plan(new ArrayList<>(), now);
  }

  public boolean isPaused() {
    return paused;
  }

  public boolean isRunning() {
    return running;
  }

  /** The last run that was begun. */
  public int run() {
    return run;
  }

  private void missed(long count, boolean inTime, List<PeriodicAction> actions) {
    int madeUp =
        switch (settings.missed()) {
          case SKIP -> 0;
          // The one that is in time stands for those before it.
          case ONCE -> inTime || isFull() ? 0 : 1;
          case ALL -> (int) Math.min(count, settings.mostWaiting() - waiting.size());
        };
    actions.add(new PeriodicAction.MissedRuns(count, madeUp));
    for (int i = 0; i < madeUp; i++) {
      waiting.add(Cause.MISSED);
    }
    if (!running && madeUp > 0) {
      actions.add(start(waiting.remove()));
    }
  }

  private void due(Cause cause, List<PeriodicAction> actions) {
    if (!running) {
      actions.add(start(cause));
      return;
    }
    switch (settings.overlap()) {
      case SKIP -> actions.add(new PeriodicAction.Skipped("run " + run + " has not ended yet"));
      case QUEUE -> queue(cause, actions);
      case KILL_PREVIOUS -> replace(cause, actions);
    }
  }

  private void queue(Cause cause, List<PeriodicAction> actions) {
    if (isFull()) {
      actions.add(new PeriodicAction.Skipped(waiting.size() + " runs wait already"));
    } else {
      waiting.add(cause == Cause.SCHEDULE ? Cause.WAITED : cause);
    }
  }

  /** One that is ending for a next one ends only once, and is followed by one. */
  private void replace(Cause cause, List<PeriodicAction> actions) {
    if (ending) {
      actions.add(new PeriodicAction.Skipped("another one waits for the end of run " + run));
      return;
    }
    ending = true;
    waiting.clear();
    waiting.add(cause == Cause.SCHEDULE ? Cause.WAITED : cause);
    actions.add(new PeriodicAction.End(run));
  }

  private boolean isFull() {
    return waiting.size() >= settings.mostWaiting();
  }

  private PeriodicAction start(Cause cause) {
    run++;
    running = true;
    return new PeriodicAction.Start(run, cause);
  }

  private List<PeriodicAction> plan(List<PeriodicAction> actions, Moment now) {
    Optional<Instant> next = timetable.next(now);
    if (!next.equals(planned)) {
      planned = next;
      actions.add(new PeriodicAction.Plan(next));
    }
    timetable.untilNextLook(now).map(PeriodicAction.LookAfter::new).ifPresent(actions::add);
    return actions;
  }
}
