package io.banyan.supervision.dependency;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.spec.Dependency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for the lines others wait for, in each incarnation anew. Its owner guards it. */
final class LineSearches {

  /** Told that a line was found; in any thread. */
  @FunctionalInterface
  interface Finder {
    void found(ChildPath child, int incarnation, String regex);
  }

  private final LineSource lines;
  private final Finder finder;
  private final Map<String, Set<String>> wanted = new HashMap<>();
  private final Map<String, List<Runnable>> running = new HashMap<>();

  LineSearches(LineSource lines, Finder finder) {
    this.lines = lines;
    this.finder = finder;
  }

  /** From its next incarnation on, these lines are looked for. */
  void add(List<Dependency> dependencies) {
    for (Dependency dependency : dependencies) {
      if (dependency.condition() instanceof Dependency.LogLine line) {
        wanted.computeIfAbsent(dependency.id(), key -> new LinkedHashSet<>()).add(line.regex());
      }
    }
  }

  /** An incarnation is about to be launched. */
  void begin(ChildPath child, int incarnation) {
    Set<String> expressions = wanted.getOrDefault(child.id(), Set.of());
    if (expressions.isEmpty()) {
      return;
    }
    List<Runnable> before = running.remove(child.id());
    if (before != null) {
      before.forEach(Runnable::run);
    }
    List<Runnable> now = new ArrayList<>();
    for (String regex : expressions) {
      now.add(lines.search(child, regex, () -> finder.found(child, incarnation, regex)));
    }
    running.put(child.id(), now);
  }
}
