package io.banyan.control.proc;

import io.banyan.control.document.ProcessDocument;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.inspect.FamilyUsage;
import io.banyan.runtime.inspect.ProcessInspectors;
import io.banyan.runtime.inspect.ProcessSampler;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.usage.Usage;
import io.banyan.runtime.usage.UsageMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What processes use: as the monitor told it last. Those that it has not looked at yet, or never
 * does because it is off, are looked at now, and their load is that since their start. Safe from
 * any thread.
 */
public final class CurrentUsage {

  private CurrentUsage() {}

  /** Of each of these that is alive; blocks for as long as a look takes. */
  public static Map<ChildPath, Usage> of(List<ChildSnapshot> children, Instant now) {
    Map<ChildPath, Usage> usages = new HashMap<>();
    Map<ProcessIdentity, ChildSnapshot> unseen = new HashMap<>();
    for (ChildSnapshot child : children) {
      ProcessDocument.runningProcess(child)
          .ifPresent(
              process ->
                  child
                      .circumstances()
                      .watch()
                      .usage()
                      .ifPresentOrElse(
                          usage -> usages.put(child.path(), usage),
                          () -> unseen.put(process, child)));
    }
    look(unseen, now, usages);
    return usages;
  }

  private static void look(
      Map<ProcessIdentity, ChildSnapshot> children, Instant now, Map<ChildPath, Usage> usages) {
    if (children.isEmpty()) {
      return;
    }
    try (ProcessSampler sampler = ProcessInspectors.sampler()) {
      sampler
          .sampleFamilies(children.keySet())
          .forEach(
              (process, sample) -> {
                ChildSnapshot child = children.get(process);
                if (child != null) {
                  usages.put(child.path(), sinceStart(child, sample, now));
                }
              });
    }
  }

  private static Usage sinceStart(ChildSnapshot child, FamilyUsage sample, Instant now) {
    Duration age =
        child.startedAt().map(start -> Duration.between(start, now)).orElse(Duration.ZERO);
    return new UsageMeter(0).read(sample, age.toNanos());
  }
}
