package io.banyan.runtime.process;

import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.output.FileTrouble;
import io.banyan.runtime.pidfile.PidFile;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pid file of one incarnation, if it has one. One that cannot be written keeps no process from
 * running: the log tells. Used by one actor.
 */
final class Announcement {

  private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

  private final Incarnation incarnation;
  private final Optional<PidFile> file;
  private Optional<ProcessIdentity> announced = Optional.empty();

  Announcement(Incarnation incarnation, ProcessSpec spec) {
    this.incarnation = incarnation;
    this.file = spec.pidFile().map(PidFile::new);
  }

  /** Why it must not be launched: another process has its place, if one has. */
  Optional<LaunchFailed> obstacle() {
    try {
      return file.isPresent() && file.get().state() instanceof PidFile.State.Live live
          ? Optional.of(taken(live.process()))
          : Optional.empty();
    } catch (IOException unreadable) {
      tell(unreadable);
      return Optional.empty();
    }
  }

  /** It runs as this process. False when another process has taken its place meanwhile. */
  boolean began(ProcessIdentity process) {
    if (file.isEmpty()) {
      return true;
    }
    try {
      boolean claimed = file.get().claim(process) instanceof PidFile.Claim.Claimed;
      announced = claimed ? Optional.of(process) : Optional.empty();
      return claimed;
    } catch (IOException failed) {
      tell(failed);
      return true;
    }
  }

  /** It runs no more. */
  void ended() {
    if (announced.isPresent()) {
      try {
        file.orElseThrow().release(announced.get());
      } catch (IOException failed) {
        tell(failed);
      }
    }
  }

  private LaunchFailed taken(ProcessIdentity other) {
    return new LaunchFailed(
        "EEXIST",
        "Another instance is running: %s names process %d"
            .formatted(file.orElseThrow().path(), other.pid()));
  }

  private void tell(IOException trouble) {
    LOG.warn(
        "{}: its pid file {} is not true: {}",
        incarnation,
        file.orElseThrow().path(),
        FileTrouble.words(trouble));
  }
}
