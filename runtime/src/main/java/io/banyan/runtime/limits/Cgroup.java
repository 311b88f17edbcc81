package io.banyan.runtime.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The control group of one process: one folder in version 2, one for each resource in version 1.
 *
 * @param folders by resource; only those that are limited
 */
record Cgroup(CgroupDialect dialect, Map<Resource, Path> folders) {

  static final String MEMBERS = "cgroup.procs";

  Cgroup {
    folders = Map.copyOf(folders);
  }

  /** What a process writes its pid into to be a member. */
  List<Path> entrances() {
    return distinct().stream().map(folder -> folder.resolve(MEMBERS)).toList();
  }

  /** Whether the kernel has killed a member for want of memory. */
  boolean ranOutOfMemory() {
    Path memory = folders.get(Resource.MEMORY);
    return memory != null && dialect.oomKills(memory) > 0;
  }

  /** Takes a process in; one that has just ended is none. */
  void admit(long pid) throws IOException {
    for (Path entrance : entrances()) {
      try {
        CgroupDialect.write(entrance, Long.toString(pid));
      } catch (IOException refused) {
        if (ProcessHandle.of(pid).isPresent()) {
          throw refused;
        }
      }
    }
  }

  /** Kills all members. Those who fork meanwhile may be left in version 1: ask again. */
  void kill() {
    for (Path folder : distinct()) {
      try {
        Path all = folder.resolve("cgroup.kill");
        if (Files.exists(all)) {
          CgroupDialect.write(all, "1");
        } else {
          members(folder).forEach(pid -> ProcessHandle.of(pid).ifPresent(Cgroup::kill));
        }
      } catch (IOException gone) {
        // Removed already, so there is nobody in it.
      }
    }
  }

  /** Removes it; false when it still has members. */
  boolean remove() {
    boolean removed = true;
    for (Path folder : distinct()) {
      removed &= remove(folder);
    }
    return removed;
  }

  static boolean remove(Path folder) {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (IOException busy) {
      return false;
    }
  }

  private static List<Long> members(Path folder) throws IOException {
    List<Long> pids = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(MEMBERS))) {
      pids.add(Long.parseLong(line.strip()));
    }
    return pids;
  }

  /** A process of a strange pid namespace is told as 0, and has no handle. */
  private static void kill(ProcessHandle process) {
    if (process.pid() != ProcessHandle.current().pid()) {
      process.destroyForcibly();
    }
  }

  private Set<Path> distinct() {
    return new LinkedHashSet<>(folders.values());
  }
}
