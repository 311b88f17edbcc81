package io.banyan.pool.worker;

import io.banyan.pool.worker.machine.Decision;
import io.banyan.pool.worker.machine.TaskEnd;
import io.banyan.runtime.event.DurationText;

/** The end of a task for people. */
final class EndWords {

  private EndWords() {}

  static String of(TaskEnd end, Decision.Course course) {
    String words = of(end);
    return course.attempts() > 1 ? words + ", after " + course.attempts() + " attempts" : words;
  }

  private static String of(TaskEnd end) {
    if (end instanceof TaskEnd.Failed failed) {
      return failed.reason();
    } else if (end instanceof TaskEnd.Crashed crashed) {
      return "its worker " + crashed.reason();
    } else if (end instanceof TaskEnd.TimedOut late) {
      return "not done within " + DurationText.of(late.after());
    } else if (end instanceof TaskEnd.Cancelled cancelled) {
      return cancelled.begun() ? "cancelled, and its worker killed" : "cancelled";
    } else if (end instanceof TaskEnd.Refused refused) {
      return refused.words();
    } else if (end instanceof TaskEnd.Dropped) {
      return "dropped: the queue was full, and it had waited longest";
    } else if (end instanceof TaskEnd.Abandoned abandoned) {
      return abandoned.begun() ? "not done when the pool ended" : "not begun when the pool ended";
    }
    return "done";
  }
}
