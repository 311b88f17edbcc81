package io.banyan.channels.exchange;

import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.util.Optional;

/**
 * The end of one life of a process.
 *
 * @param incarnation its number, from 1
 * @param reason why it failed, if it failed
 */
public record Departure(int incarnation, Outcome outcome, Optional<CrashReason> reason) {

  /** As the end of a sentence: {@code has ended (Exit code: 1)}. */
  public String words() {
    return reason
        .map(why -> "has ended (" + why.description() + ")")
        .orElseGet(
            () ->
                switch (outcome) {
                  case STOPPED -> "was stopped";
                  case KILLED -> "was killed";
                  case EXITED -> "has ended by itself";
                  case FAILED -> "has failed";
                });
  }
}
