package io.banyan.runtime.lifecycle;

import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What is known of the runs of something periodic.
 *
 * @param schedule when it is done, for people; empty for what is not periodic
 * @param next when the next one is due; empty when none is, and for what is not periodic
 * @param last the run that was begun last
 * @param paused somebody has paused it
 * @param counts how many there were
 */
public record Runs(
    Optional<String> schedule,
    Optional<Instant> next,
    Optional<Last> last,
    boolean paused,
    Counts counts) {

  static final Runs NONE =
      new Runs(Optional.empty(), Optional.empty(), Optional.empty(), false, new Counts(0, 0, 0, 0));

  /**
   * The run that was begun last.
   *
   * @param took how long it took; empty while it goes on
   * @param failure why it was no success
   */
  public record Last(Instant startedAt, Optional<Duration> took, Optional<String> failure) {

    /** {@code running}, {@code succeeded} or {@code failed}. */
    public String outcome() {
      return took.isEmpty() ? "running" : failure.isEmpty() ? "succeeded" : "failed";
    }
  }

  /**
   * How many runs there were since the runtime began.
   *
   * @param succeeded have ended with success
   * @param failed have ended otherwise
   * @param skipped were due, and left out
   * @param missed were due and not seen, made up for or not
   */
  public record Counts(long succeeded, long failed, long skipped, long missed) {}

  /** In a few words; empty for what is not periodic. */
  Optional<String> words() {
    if (schedule.isEmpty()) {
      return Optional.empty();
    }
    String coming =
        paused
            ? "paused"
            : next.map(time -> "next run " + time.truncatedTo(ChronoUnit.SECONDS))
                .orElse("no next run");
    return Optional.of(coming + last.map(run -> ", last " + run.outcome()).orElse(""));
  }

  Runs after(RecordedEvent recorded) {
    ProcessEvent event = recorded.event();
    if (event instanceof ProcessEvent.RunPlanned planned) {
      return new Runs(Optional.of(planned.schedule()), planned.next(), last, paused, counts);
    } else if (event instanceof ProcessEvent.RunStarted) {
      Last begun = new Last(recorded.time(), Optional.empty(), Optional.empty());
      return new Runs(schedule, next, Optional.of(begun), paused, counts);
    } else if (event instanceof ProcessEvent.RunEnded ended) {
      return ended(ended);
    } else if (event instanceof ProcessEvent.RunSkipped) {
      return with(
          new Counts(counts.succeeded(), counts.failed(), counts.skipped() + 1, counts.missed()));
    } else if (event instanceof ProcessEvent.RunsMissed told) {
      return with(
          new Counts(
              counts.succeeded(),
              counts.failed(),
              counts.skipped(),
              counts.missed() + told.count()));
    } else if (event instanceof ProcessEvent.SchedulePaused) {
      return new Runs(schedule, next, last, true, counts);
    } else if (event instanceof ProcessEvent.ScheduleResumed
        || event instanceof ProcessEvent.Starting) {
      return new Runs(schedule, next, last, false, counts);
    }
    return event instanceof ProcessEvent.Ended
        ? new Runs(schedule, Optional.empty(), last, paused, counts)
        : this;
  }

  private Runs ended(ProcessEvent.RunEnded ended) {
    boolean failed = ended.failure().isPresent();
    Counts counted =
        new Counts(
            counts.succeeded() + (failed ? 0 : 1),
            counts.failed() + (failed ? 1 : 0),
            counts.skipped(),
            counts.missed());
    Optional<Last> over =
        last.map(run -> new Last(run.startedAt(), Optional.of(ended.took()), ended.failure()));
    return new Runs(schedule, next, over, paused, counted);
  }

  private Runs with(Counts changed) {
    return new Runs(schedule, next, last, paused, changed);
  }
}
