package io.banyan.runtime.shutdown;

import java.time.Duration;
import java.util.Optional;

/** What is to be done next about the steps before the end of a process. Numbers are from 1. */
public sealed interface StepAction {

  /** Take a step, and tell when its time is up. */
  record Take(int number, ShutdownStep step) implements StepAction {}

  /** Break off a step that was not done; what comes of it is not asked for any more. */
  record Abandon(int number) implements StepAction {}

  /** Wait so long, and tell when that is over. */
  record Pause(int number, Duration time) implements StepAction {}

  /**
   * Tell what came of a step.
   *
   * @param failure why it was not done; empty when it was
   */
  record Tell(int number, ShutdownStep step, Optional<String> failure) implements StepAction {}

  /** Nothing more is to be done. The last action there is. */
  record Finish() implements StepAction {}
}
