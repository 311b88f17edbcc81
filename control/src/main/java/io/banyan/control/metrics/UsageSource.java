package io.banyan.control.metrics;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.Collection;
import java.util.Map;

/** Tells what processes use. Called by one thread at a time, which it may keep for a moment. */
@FunctionalInterface
public interface UsageSource {

  /** What these use, all in one pass; without those that are gone. */
  Map<ProcessIdentity, ProcessUsage> of(Collection<ProcessIdentity> processes);
}
