package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the JVM itself knows: processor time, and no memory. */
final class HandleSampler implements ProcessSampler {

  @Override
  public Map<ProcessIdentity, ProcessUsage> sample(Collection<ProcessIdentity> processes) {
    Map<ProcessIdentity, ProcessUsage> usages = new HashMap<>();
    for (ProcessIdentity process : processes) {
      find(process).ifPresent(handle -> usages.put(process, HandleInspector.usage(handle)));
    }
    return usages;
  }

  @Override
  public Map<ProcessIdentity, FamilyUsage> sampleFamilies(Collection<ProcessIdentity> processes) {
    Map<ProcessIdentity, FamilyUsage> usages = new HashMap<>();
    for (ProcessIdentity process : processes) {
      find(process).ifPresent(handle -> usages.put(process, family(handle)));
    }
    return usages;
  }

  private static FamilyUsage family(ProcessHandle handle) {
    ProcessUsage own = HandleInspector.usage(handle);
    return handle
        .descendants()
        .map(HandleInspector::usage)
        .map(usage -> new FamilyUsage(ProcessUsage.NONE, usage, 1))
        .reduce(new FamilyUsage(own, own, 1), FamilyUsage::plus);
  }

  private static Optional<ProcessHandle> find(ProcessIdentity process) {
    return ProcessHandle.of(process.pid())
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                process.startTime() == 0
                    || HandleInspector.identity(handle).startTime() == process.startTime());
  }

  @Override
  public void close() {}
}
