package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.List;
import java.util.Optional;

/**
 * Tells about the processes of this system, each time anew. Safe from any thread; reads files, or
 * asks the system in other ways, so it is not for an actor's thread.
 */
public interface ProcessInspector {

  /** The process with this pid now, a zombie included; empty when there is none. */
  Optional<ProcessSummary> find(long pid);

  /** All processes of the system that have a program: no threads of the kernel. By pid. */
  List<ProcessSummary> all();

  /** Everything about one process; empty when it is gone, or its pid is another's. */
  Optional<ProcessInfo> info(ProcessIdentity process);

  /**
   * Who waits at this port, TCP before UDP. Looks at all processes that it may look at.
   *
   * @throws UnsupportedOperationException where the system does not tell
   */
  List<PortUse> listeningOn(int port);
}
