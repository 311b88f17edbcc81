package io.banyan.supervision.actor;

import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What a managed actor tells its owner. */
public sealed interface ActorNotice {

  /** It is there, and can be told something. Told once, as the first thing. */
  record Spawned(ActorRef<?> ref) implements ActorNotice {}

  /** It is ready for use. Told at most once. */
  record Running() implements ActorNotice {}

  /** It did not want to be started, and has ended. The last thing told, like {@link Ended}. */
  record Declined() implements ActorNotice {}

  /**
   * It has ended. Told once, as the last thing.
   *
   * @param started false when it never was ready and that is a failure
   */
  record Ended(Outcome outcome, Optional<CrashReason> reason, boolean started)
      implements ActorNotice {}
}
