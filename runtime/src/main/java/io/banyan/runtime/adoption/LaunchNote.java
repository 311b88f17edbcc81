package io.banyan.runtime.adoption;

import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is noted of one incarnation, for the runtime after this one.
 *
 * @param path the child
 * @param number of the incarnation
 * @param cookie of the runtime that launched it
 * @param fingerprint of what was launched: a child declared otherwise since is not the same
 * @param process empty while it is being launched
 * @param end how it is ended if nobody wants it any more
 * @param launchedAt when it was launched
 * @param logFrom where its own output begins in the log file of each stream, in bytes
 * @param phase how far it has come
 */
public record LaunchNote(
    ChildPath path,
    int number,
    RuntimeCookie cookie,
    String fingerprint,
    Optional<ProcessIdentity> process,
    End end,
    Instant launchedAt,
    Map<OutputStreamKind, Long> logFrom,
    Phase phase) {

  public LaunchNote {
    logFrom = Map.copyOf(logFrom);
  }

  /**
   * How a process is ended.
   *
   * @param signal what asks it to
   * @param grace from that signal to KILL; zero kills at once, empty never
   */
  public record End(Signal signal, Optional<Duration> grace) {}

  /** How far an incarnation has come. */
  public enum Phase {
    /** It was launched, or is about to be. */
    LAUNCHED,
    /** It was found to be ready. Not noted of one that is ready as soon as it is launched. */
    READY,
    /** It was asked to end. */
    STOPPING
  }

  /** As in {@link io.banyan.runtime.engine.LaunchSpec#COOKIE}. */
  public String incarnation() {
    return path + "#" + number;
  }

  /** The same, now that it runs. */
  LaunchNote launched(ProcessIdentity identity) {
    return new LaunchNote(
        path, number, cookie, fingerprint, Optional.of(identity), end, launchedAt, logFrom, phase);
  }

  /** The same, now that it has come further. */
  LaunchNote in(Phase next) {
    return new LaunchNote(
        path, number, cookie, fingerprint, process, end, launchedAt, logFrom, next);
  }
}
