package io.banyan.runtime.containment;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.Optional;

/** The processes of this machine, as far as containment asks about them. Used by one thread. */
interface ProcessTable {

  /**
   * Who a process is.
   *
   * @param suspended it would not act on a signal before CONT
   * @param kernelThread it never has an environment
   */
  record Facts(
      ProcessIdentity identity,
      long parent,
      boolean alive,
      boolean suspended,
      boolean kernelThread) {}

  /** The ids of all processes now. */
  long[] pids();

  /** Empty when there is no such process. */
  Optional<Facts> facts(long pid);

  /**
   * The variables a program was started with, each followed by a zero byte. For a moment of an
   * {@code exec} it has none. Empty when it is gone or may not be looked at.
   */
  Optional<byte[]> environment(long pid);
}
