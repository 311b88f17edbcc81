package io.banyan.runtime.limits;

import java.util.List;

/** Looks at the processes of the system. Used by one thread. */
interface ProcessSampler {

  /** The processes now, or a moment ago where looking is expensive. */
  ProcessTable table();

  /**
   * The memory that processes take, in bytes.
   *
   * @param limit what it matters to be below of: what is surely less need not be exact
   */
  long memory(List<ProcessTable.Row> processes, long limit);
}
