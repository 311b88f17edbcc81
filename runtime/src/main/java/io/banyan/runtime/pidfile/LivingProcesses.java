package io.banyan.runtime.pidfile;

import io.banyan.runtime.engine.ProcessIdentity;
import java.time.Instant;
import java.util.Optional;

/** Whom a pid means now. */
interface LivingProcesses {

  /**
   * The process that a record means, if it still runs.
   *
   * @param written when the file was: a process that is younger is another
   */
  Optional<ProcessIdentity> find(PidRecord record, Instant written);

  /** Which run of the machine this is. */
  Optional<String> boot();

  /** Those of this system. */
  static LivingProcesses ofSystem() {
    return new SystemProcesses();
  }
}
