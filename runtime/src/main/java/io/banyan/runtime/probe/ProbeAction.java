package io.banyan.runtime.probe;

import io.banyan.runtime.event.CrashReason;
import java.time.Duration;

/** What a decider wants done. */
public sealed interface ProbeAction {

  /** Ask now. */
  record Ask() implements ProbeAction {}

  /** Ask when this time is over. */
  record AskAfter(Duration pause) implements ProbeAction {}

  /** Tell that it is ready. */
  record BecomeReady() implements ProbeAction {}

  /** Tell why it is not ready yet. */
  record TellNotReady(String reason) implements ProbeAction {}

  /** Tell that it is well. */
  record TellHealthy() implements ProbeAction {}

  /**
   * Tell that it is not well.
   *
   * @param failures how many in a row now
   * @param allowed at how many it is ended
   */
  record TellUnhealthy(int failures, int allowed, String reason) implements ProbeAction {}

  /** End the process: it has failed. */
  record Fail(CrashReason reason) implements ProbeAction {}
}
