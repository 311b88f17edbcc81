package io.banyan.runtime.containment;

import java.util.HashSet;
import java.util.Set;

/**
 * The cookies by which a runtime knows its processes.
 *
 * @param own of what it launches
 * @param inherited of runtimes before it whose processes it has, or has to end
 */
public record Heritage(RuntimeCookie own, Set<RuntimeCookie> inherited) {

  public Heritage {
    inherited = Set.copyOf(inherited);
  }

  /** Of a runtime that begins with nothing. */
  public static Heritage none(RuntimeCookie own) {
    return new Heritage(own, Set.of());
  }

  /** All of them. */
  public Set<RuntimeCookie> all() {
    Set<RuntimeCookie> all = new HashSet<>(inherited);
    all.add(own);
    return all;
  }

  /** Nothing that started before can be one of its processes. */
  long oldest(long runtimeStarted) {
    return inherited.isEmpty() ? runtimeStarted : 0;
  }
}
