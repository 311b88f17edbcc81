package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds processes among all of the system at one moment. Pure. */
public final class ProcessSearch {

  private final List<ProcessSummary> all;
  private final Map<Long, ProcessSummary> byPid = new HashMap<>();
  private final Map<Long, List<ProcessSummary>> byParent = new HashMap<>();
  private final Map<Long, List<ProcessSummary>> byGroup = new HashMap<>();

  /**
   * @param all as from {@link ProcessInspector#all}
   */
  public ProcessSearch(List<ProcessSummary> all) {
    this.all = all.stream().sorted(oldestFirst()).toList();
    for (ProcessSummary process : this.all) {
      byPid.put(process.pid(), process);
      if (process.parent() != process.pid()) {
        byParent.computeIfAbsent(process.parent(), parent -> new ArrayList<>()).add(process);
      }
      process
          .group()
          .ifPresent(group -> byGroup.computeIfAbsent(group, g -> new ArrayList<>()).add(process));
    }
  }

  /**
   * Those whose program is called so: by the name the system has for it, or the file name of the
   * first word of its command. The oldest first.
   *
   * @param name {@code *} stands for anything
   */
  public List<ProcessSummary> byName(String name) {
    Pattern pattern =
        Pattern.compile(
            Arrays.stream(name.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    return all.stream()
        .filter(ProcessSummary::alive)
        .filter(process -> names(process).stream().anyMatch(n -> pattern.matcher(n).matches()))
        .toList();
  }

  /** Those whose parent it is, zombies included; the oldest first. */
  public List<ProcessSummary> children(long pid) {
    return byParent.getOrDefault(pid, List.of());
  }

  /**
   * Its descendants, each before its own parent, so that none is left an orphan when they are ended
   * in this order; who descends from a leader of a process group and has lost its parents is found
   * by the group. Itself is the last; empty when it is none of all.
   */
  public List<ProcessSummary> childrenFirst(ProcessIdentity root) {
    Map<Long, ProcessSummary> family = new LinkedHashMap<>();
    Deque<ProcessSummary> open = new ArrayDeque<>();
    find(root).ifPresent(open::add);
    while (!open.isEmpty()) {
      ProcessSummary next = open.remove();
      if (family.putIfAbsent(next.pid(), next) == null) {
        open.addAll(children(next.pid()));
        open.addAll(orphans(next));
      }
    }
    List<ProcessSummary> line = new ArrayList<>(family.values());
    Collections.reverse(line);
    return line;
  }

  /** The pids from this one up to the first of the system, itself included. */
  public Set<Long> ancestors(long pid) {
    Set<Long> line = new LinkedHashSet<>();
    @Nullable ProcessSummary at = byPid.get(pid);
    while (at != null && line.add(at.pid())) {
      at = byPid.get(at.parent());
    }
    return line;
  }

  /** Whoever has this pid. */
  public Optional<ProcessSummary> find(long pid) {
    return Optional.ofNullable(byPid.get(pid));
  }

  /** This one, if it is still the same. */
  public Optional<ProcessSummary> find(ProcessIdentity process) {
    return Optional.ofNullable(byPid.get(process.pid()))
        .filter(
            now -> process.startTime() == 0 || now.identity().startTime() == process.startTime());
  }

  private List<ProcessSummary> orphans(ProcessSummary leader) {
    return byGroup.getOrDefault(leader.pid(), List.of()).stream()
        .filter(one -> one.identity().startTime() >= leader.identity().startTime())
        .toList();
  }

  private static List<String> names(ProcessSummary process) {
    List<String> names = new ArrayList<>(List.of(process.name()));
    if (!process.command().isEmpty()) {
      String program = process.command().get(0);
      names.add(program.substring(program.lastIndexOf('/') + 1));
    }
    return names;
  }

  private static Comparator<ProcessSummary> oldestFirst() {
    return Comparator.<ProcessSummary>comparingLong(process -> process.identity().startTime())
        .thenComparingLong(ProcessSummary::pid);
  }
}
