package io.banyan.runtime.event;

import java.util.Optional;

/** Why something happened, in the words of the fact itself. */
final class Reasons {

  private Reasons() {}

  static Optional<String> of(ProcessEvent event) {
    if (event instanceof ProcessEvent.Ended ended) {
      return ended.reason().map(CrashReason::description);
    } else if (event instanceof ProcessEvent.NotRestarted told) {
      return Optional.of(told.reason().description());
    } else if (event instanceof ProcessEvent.Escalated told) {
      return Optional.of(told.reason());
    } else if (event instanceof ProcessEvent.NotReady told) {
      return Optional.of(told.reason());
    } else if (event instanceof ProcessEvent.Unhealthy told) {
      return Optional.of(told.reason());
    } else if (event instanceof ProcessEvent.LogFailed told) {
      return Optional.of(told.reason());
    } else if (event instanceof ProcessEvent.JournalFailed told) {
      return Optional.of(told.reason());
    } else if (event instanceof ProcessEvent.ShutdownStepFailed told) {
      return Optional.of(told.reason());
    } else if (event instanceof ProcessEvent.RunEnded told) {
      return told.failure();
    } else if (event instanceof ProcessEvent.RunSkipped told) {
      return Optional.of(told.reason());
    }
    if (event instanceof ProcessEvent.AlertRaised told) {
      return Optional.of(told.description());
    } else if (event instanceof ProcessEvent.AlertActed told) {
      return Optional.of(told.result());
    } else if (event instanceof ProcessEvent.AlertCleared told) {
      return Optional.of(told.how().reason().text());
    }
    return event instanceof ProcessEvent.Waiting told
        ? Optional.of("waits for " + told.what())
        : ofPattern(event);
  }

  private static Optional<String> ofPattern(ProcessEvent event) {
    if (event instanceof ProcessEvent.PatternMatched told) {
      return Optional.of(told.match().line());
    } else if (event instanceof ProcessEvent.PatternAlert told) {
      return Optional.of(told.match().line());
    }
    return event instanceof ProcessEvent.PatternGivenUp told
        ? Optional.of(told.reason())
        : Optional.empty();
  }
}
