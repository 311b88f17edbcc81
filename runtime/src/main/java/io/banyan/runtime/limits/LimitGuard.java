package io.banyan.runtime.limits;

import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.ProcessEngine;
import java.util.Optional;

/**
 * Keeps the limits of one incarnation: launch or adopt → … → release, once each. It throttles and
 * kills by itself; the owner learns the exit as of any other process, and asks here for the reason.
 * The timeout is the owner's: to it belongs how a process is stopped. Safe from any thread.
 */
public interface LimitGuard {

  /** Launches the process so that its limits hold before its program begins. */
  LaunchResult launch(ProcessEngine engine, LaunchSpec spec, ExitListener onExit);

  /**
   * In place of a launch: keeps the limits of a process that another runtime has launched, as far
   * as that can be.
   */
  void adopt(OsProcess process);

  /** What limits hold. */
  LimitsInForce inForce();

  /** The limit for which the process was killed: {@code memory 64 MiB}. */
  Optional<String> exceeded();

  /**
   * The process and its group have ended: whoever else is left in its control group is killed.
   * Idempotent.
   */
  void release();
}
