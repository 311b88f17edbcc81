package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.Collection;
import java.util.Map;

/**
 * What many processes use, all asked in one pass. Made for being asked again and again about the
 * same ones. Used by one thread at a time; to be closed.
 *
 * <p>A process that has ended, or whose pid is another's by now, is missing in the answer. A start
 * time of 0 in the question means whoever has the pid.
 */
public interface ProcessSampler extends AutoCloseable {

  /** Each of these processes alone. Looks at no others. */
  Map<ProcessIdentity, ProcessUsage> sample(Collection<ProcessIdentity> processes);

  /**
   * Each of these processes with its descendants, in one pass over all processes of the machine.
   * Who descends from several of them belongs to the nearest only; who has left its parent stays in
   * the family of the leader of its session.
   */
  Map<ProcessIdentity, FamilyUsage> sampleFamilies(Collection<ProcessIdentity> processes);

  @Override
  void close();
}
